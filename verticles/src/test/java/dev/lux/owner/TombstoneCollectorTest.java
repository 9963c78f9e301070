package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TombstoneCollectorTest {
    private static final Duration RETENTION = Duration.ofNanos(100);

    private final OwnerUnderTest owner = OwnerUnderTest.serving();
    private final List<Long> removed = new ArrayList<>();
    private boolean removes = true;
    private final TombstoneCollector collector = new TombstoneCollector(RETENTION, (cell, tombstone) -> {
        removed.add(tombstone.version());
        return Future.succeededFuture(removes);
    });

    private DocumentRecord bury(String id, long nowNanos) {
        owner.applied(Writes.put(id, "1"));
        owner.applied(Writes.delete(id));
        DocumentCell cell = owner.cell(id);
        DocumentRecord tombstone = Objects.requireNonNull(cell.committed());
        collector.buried(cell, tombstone, nowNanos);
        return tombstone;
    }

    @Test
    void aDocumentThatIsDeletedAgainAndAgainWaitsOnce() {
        for (int i = 0; i < 100; i++) {
            bury("a", i);
        }
        assertThat(collector.waiting()).isEqualTo(1);
    }

    @Test
    void itWaitsFromItsLastDeletion() {
        bury("a", 0);
        DocumentRecord last = bury("a", 50);
        collector.collect(149);
        assertThat(removed).isEmpty();
        collector.collect(150);
        assertThat(removed).containsExactly(last.version());
        assertThat(collector.waiting()).isZero();
    }

    @Test
    void theOldestGoFirst() {
        bury("a", 0);
        DocumentRecord b = bury("b", 10);
        DocumentRecord a = bury("a", 20);
        collector.collect(1_000);
        assertThat(removed).containsExactly(b.version(), a.version());
    }

    @Test
    void whatCouldNotBeRemovedIsTriedOncePerLook() {
        DocumentRecord a = bury("a", 0);
        removes = false;
        collector.collect(100);
        collector.collect(101);
        assertThat(removed).containsExactly(a.version(), a.version());
        assertThat(collector.waiting()).isEqualTo(1);
        removes = true;
        collector.collect(102);
        assertThat(collector.waiting()).isZero();
    }

    @Test
    void aMassDeletionIsSpreadOverSeveralLooks() {
        for (int i = 0; i < 1_500; i++) {
            DocumentCell cell = owner.cell("d" + i);
            DocumentRecord tombstone = Writes.record(i + 1, null, List.of());
            cell.load(tombstone, new byte[0]);
            collector.buried(cell, tombstone, 0);
        }
        collector.collect(100);
        assertThat(removed).hasSize(1_000);
        collector.collect(100);
        assertThat(removed).hasSize(1_500);
    }
}
