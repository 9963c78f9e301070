package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the queue of deadlines holds: it must not grow with what moves them. */
@Timeout(30)
class DeadlinesTest {
    private static final int DOCUMENTS = 2_000;
    private final OwnerUnderTest owner = new OwnerUnderTest(100_000_000).claim();

    private HolderToken take(String id, Duration lease) {
        var write = Writes.leased(lease, OnExpire.MARK, null, Writes.put(id, "1"));
        owner.applied(write);
        return Objects.requireNonNull(write.granted());
    }

    @Test
    void aDocumentIsThereOnceHoweverOftenItIsRenewed() {
        for (int i = 0; i < DOCUMENTS; i++) {
            HolderToken holder = take("d" + i, Duration.ofHours(1));
            owner.write(Writes.heartbeat("d" + i, holder));
            owner.write(Writes.heartbeat("d" + i, holder));
        }
        assertThat(owner.state.deadlines().size()).isEqualTo(DOCUMENTS);
    }

    @Test
    void deadlinesThatMoveForwardLeaveAtMostAsManyBehindAsThereAre() {
        for (int i = 0; i < DOCUMENTS; i++) {
            take("d" + i, Duration.ofHours(1));
        }
        for (int minutes = 59; minutes > 49; minutes--) {
            for (int i = 0; i < DOCUMENTS; i++) {
                take("d" + i, Duration.ofMinutes(minutes));
            }
        }
        assertThat(owner.state.deadlines().size()).isBetween(DOCUMENTS, 2 * DOCUMENTS + 2);
    }

    @Test
    void whatIsDeletedOrNotServedAnyMoreIsForgotten() {
        for (int i = 0; i < DOCUMENTS; i++) {
            take("d" + i, Duration.ofHours(1));
        }
        for (int i = 0; i < DOCUMENTS; i += 2) {
            owner.write(Writes.delete("d" + i));
        }
        owner.store.ownedBy(0, "there");
        owner.follow();
        assertThat(owner.state.deadlines().size()).isLessThan(DOCUMENTS / 2 + 2);
    }
}
