package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.BatchReply;
import dev.lux.command.Write;
import dev.lux.document.DocumentRecord;
import dev.lux.document.Pattern;
import dev.lux.document.RecordFormat;
import dev.lux.limits.Limits;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OwnerStateTest {
    private static final Duration RETENTION = Limits.DEFAULT.tombstoneRetention();
    private OwnerUnderTest owner = OwnerUnderTest.serving();

    private void useBudget(long bytes) {
        owner = new OwnerUnderTest(bytes).claim();
    }

    private void collect() {
        owner.loop.pass(RETENTION);
        owner.state.collectTombstones();
        owner.loop.turn();
    }

    private DocumentRecord stored(String key) {
        return RecordFormat.read(Objects.requireNonNull(owner.store.record(key)));
    }

    @Test
    void aFullNodeRefusesWhatGrowsAndTakesDeletes() {
        useBudget(1_000);
        String big = "\"" + "x".repeat(300) + "\"";
        owner.applied(Writes.put("a", big));
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("b", big)))).isEqualTo("storage_full");
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("a", "1")))).isEqualTo("replaced");
        assertThat(OwnerUnderTest.said(owner.write(Writes.delete("a")))).isEqualTo("deleted");
    }

    @Test
    void aRefusedWriteInsideAFoldLeavesTheOthers() {
        useBudget(1_000);
        Write big = Writes.put("a", "\"" + "x".repeat(2_000) + "\"");
        List<Future<BatchReply>> replies = owner.offer(Writes.put("a", "1"), big, Writes.put("a", "2"));
        assertThat(replies.stream().map(owner.loop::await).map(OwnerUnderTest::said))
                .containsExactly("created", "storage_full", "replaced");
    }

    @Test
    void theBudgetReturnsToZeroWhenTombstonesAreCollected() {
        for (int i = 0; i < 20; i++) {
            owner.applied(Writes.keyed("k", Writes.put("a" + i, "{\"n\":" + i + "}")));
            owner.applied(Writes.put("a" + i, "1"));
            owner.applied(Writes.delete("a" + i));
        }
        assertThat(owner.budget.documents()).isZero();
        assertThat(owner.budget.bytes()).isPositive();
        collect();
        owner.loop.until(() -> owner.budget.bytes() == 0);
        assertThat(owner.store.record("a0")).isNull();
    }

    @Test
    void aTombstoneIsKeptForItsRetention() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.delete("a"));
        owner.loop.pass(RETENTION.minusNanos(1));
        owner.state.collectTombstones();
        owner.loop.turn();
        assertThat(owner.store.calls()).filteredOn(call -> call.next() == null).isEmpty();
        assertThat(stored("a").isTombstone()).isTrue();
    }

    @Test
    void aCollectedTombstoneRaisesTheFloorBeforeItGoes() {
        owner.applied(Writes.put("a", "1"));
        long deleted = owner.applied(Writes.delete("a"));
        collect();
        owner.loop.until(() -> owner.store.record("a") == null);
        assertThat(stored("@0").version()).isEqualTo(deleted);
        assertThat(owner.newest("a").version()).isEqualTo(deleted);
    }

    @Test
    void aDocumentThatIsCreatedAgainIsAboveItsCollectedTombstone() {
        owner.applied(Writes.put("a", "1"));
        long deleted = owner.applied(Writes.delete("a"));
        collect();
        owner.loop.until(() -> owner.store.record("a") == null);
        owner.clock.wall(1);
        assertThat(owner.applied(Writes.put("a", "2"))).isEqualTo(deleted + 1);
    }

    @Test
    void theFloorOutlivesTheOwner() {
        owner.applied(Writes.put("a", "1"));
        long deleted = owner.applied(Writes.delete("a"));
        collect();
        owner.loop.until(() -> owner.store.record("a") == null);
        owner.clock.wall(1);
        OwnerUnderTest next = owner.next();
        assertThat(next.applied(Writes.put("a", "2"))).isEqualTo(deleted + 1);
    }

    @Test
    void aDocumentThatLivesAgainIsNotCollected() {
        owner.applied(Writes.delete("b"));
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.delete("a"));
        owner.applied(Writes.put("a", "2"));
        collect();
        owner.loop.turn();
        assertThat(stored("a").isTombstone()).isFalse();
    }

    @Test
    void aCollectionThatFailedIsTriedAgain() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.delete("a"));
        owner.store.then(ScriptedStore.Step.FENCED);
        collect();
        owner.loop.until(() -> owner.store.calls().stream().anyMatch(call -> call.next() == null));
        assertThat(stored("a").isTombstone()).isTrue();
        collect();
        owner.loop.until(() -> owner.store.record("a") == null);
    }

    @Test
    void aWriteThatComesDuringTheCollectionCreatesTheDocumentAgain() {
        owner.applied(Writes.put("a", "1"));
        long deleted = owner.applied(Writes.delete("a"));
        owner.store.hold();
        collect();
        owner.loop.until(() -> owner.store.calls().stream().anyMatch(call -> call.next() == null));
        List<Future<BatchReply>> again = owner.offer(Writes.put("a", "2"));
        owner.store.release();
        assertThat(OwnerUnderTest.version(owner.loop.await(again.get(0)))).isGreaterThan(deleted);
        assertThat(Writes.text(stored("a").data())).isEqualTo("2");
    }

    @Test
    void anOwnerThatLosesItsShardsHoldsNothing() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("z", "1"));
        owner.store.ownedBy("there");
        owner.follow();
        assertThat(owner.budget.bytes()).isZero();
        assertThat(owner.budget.documents()).isZero();
        assertThat(owner.state.cellFor("a")).isNull();
        assertThat(owner.dropped).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aConflictThatArrivesAfterTheShardIsLostLeavesNothingBehind() {
        owner.applied(Writes.put("a", "1"));
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        owner.store.hold();
        List<Future<BatchReply>> replies = owner.offer(Writes.put("a", "2"));
        assertThat(owner.store.callsOf("a")).hasSize(2);
        owner.store.ownedBy("there");
        owner.follow();
        owner.store.release();
        assertThat(OwnerUnderTest.said(owner.loop.await(replies.get(0)))).isEqualTo("unready");
        assertThat(owner.budget.bytes()).isZero();
        assertThat(owner.state.documents().countMatches(Pattern.parse("*"), Set.of(0, 1)))
                .isZero();
    }

    @Test
    void aClaimRaisesEveryTermAndKeepsEveryVersion() {
        long live = owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("b", "1"));
        long deleted = owner.applied(Writes.delete("b"));
        long earlier = stored("a").term();
        owner.clock.wall(5);
        OwnerUnderTest next = owner.next();
        assertThat(List.of(stored("a").term(), stored("b").term(), stored("@0").term()))
                .containsOnly(earlier + 1);
        assertThat(List.of(stored("a").version(), stored("b").version())).containsExactly(live, deleted);
        assertThat(next.budget.bytes()).isEqualTo(owner.budget.bytes());
        assertThat(next.budget.documents()).isEqualTo(1);
    }

    @Test
    void anOwnerWhoseShardWasClaimedByAnotherCommitsNothing() {
        owner.applied(Writes.put("a", "1"));
        owner.next();
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("a", "2")))).isEqualTo("unready");
        assertThat(Writes.text(stored("a").data())).isEqualTo("1");
        assertThat(owner.dropped).containsExactly(0);
    }

    @Test
    void anOwnerWhoseShardWasClaimedByAnotherConfirmsNothing() {
        Shard shard = Objects.requireNonNull(owner.state.shardOf("a"));
        owner.next();
        assertThat(owner.loop.await(owner.state.confirm(shard))).isFalse();
        assertThat(owner.dropped).containsExactly(0);
    }

    @Test
    void answersThatAreKeptCount() {
        owner.applied(Writes.put("a", "1"));
        long one = owner.budget.bytes();
        Write[] many = Collections.nCopies(100, Writes.put("a", "1")).toArray(Write[]::new);
        owner.loop.await(owner.offer(OwnerUnderTest.WRITER, 1_000, many));
        long hundred = owner.budget.bytes();
        assertThat(hundred - one).isGreaterThan(100 * 32);
        owner.state.writers().settled(OwnerUnderTest.WRITER, 1_001);
        owner.loop.await(owner.offer(OwnerUnderTest.WRITER, 1_001, Writes.put("a", "1")));
        assertThat(owner.budget.bytes()).isEqualTo(one);
    }

    @Test
    void aShardIsNotServedWhileItsClaimIsNotAcknowledged() {
        owner = new OwnerUnderTest();
        owner.store.stamp(new Stamp(1, List.of("here"), true, true, false));
        owner.follow();
        assertThat(owner.state.shardOf("a")).isNull();
        assertThat(owner.state.isSettled()).isFalse();
        owner.store.stamp(ScriptedStore.USABLE);
        owner.claim();
        assertThat(owner.applied(Writes.put("a", "1"))).isPositive();
    }

    @Test
    void aClaimThatMeetsAnotherRecordIsBegunAgain() {
        owner.applied(Writes.put("a", "1"));
        ScriptedStore store = owner.store;
        store.then(apply -> {
            store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
            return java.util.concurrent.CompletableFuture.completedFuture(apply.run());
        });
        OwnerUnderTest next = owner.next();
        assertThat(next.newest("a").version()).isEqualTo(9_000_000);
        assertThat(next.budget.documents()).isEqualTo(1);
    }
}
