package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ClaimTest {
    private static final long OLD_TERM = 4_000_000;
    private static final long FLOOR = 77;
    private final OwnerUnderTest owner = new OwnerUnderTest();
    private final ScriptedStore store = owner.store;
    private final Claim claim = new Claim(0, store, owner.loop, new Committer(owner.loop, store), owner.state);

    private static byte[] record(long version, @Nullable String data) {
        return RecordFormat.write(new DocumentRecord(
                OLD_TERM,
                version,
                new OperationId(9, version),
                data == null ? null : Writes.json(data),
                1,
                "b",
                List.of()));
    }

    private void storeOldRecords() {
        store.put("@0", Shard.metaRecord(OLD_TERM, FLOOR, new OperationId(9, 1)));
        store.put("a", record(100, "1"));
        store.put("b", record(200, null));
    }

    private DocumentRecord stored(String key) {
        return RecordFormat.read(Objects.requireNonNull(store.record(key)));
    }

    private Future<Claim.Claimed> run() {
        Future<Claim.Claimed> claimed = claim.run();
        owner.loop.turn();
        return claimed;
    }

    @Test
    void aShardThatNobodyHasServedHasTheTimeAsItsTerm() {
        Claim.Claimed claimed = run().result();
        assertThat(claimed.shard().term()).isEqualTo(1_000_000);
        assertThat(claimed.shard().floor()).isZero();
        assertThat(claimed.records()).isEmpty();
        assertThat(stored("@0").term()).isEqualTo(1_000_000);
    }

    @Test
    void theTermIsAboveTheOldOneWhateverTheClockSays() {
        storeOldRecords();
        Claim.Claimed claimed = run().result();
        assertThat(claimed.shard().term()).isEqualTo(OLD_TERM + 1);
        assertThat(claimed.shard().floor()).isEqualTo(FLOOR);
        assertThat(stored("@0").term()).isEqualTo(OLD_TERM + 1);
        assertThat(stored("@0").version()).isEqualTo(FLOOR);
    }

    @Test
    void theTermIsTheTimeWhenThatIsHigher() {
        storeOldRecords();
        owner.clock.wall(9_000_000);
        assertThat(run().result().shard().term()).isEqualTo(9_000_000);
    }

    @Test
    void everyRecordIsCommittedUnderTheNewTermWithItsVersion() {
        storeOldRecords();
        byte[] before = Objects.requireNonNull(store.record("a"));
        Claim.Claimed claimed = run().result();
        assertThat(List.of(stored("a").term(), stored("b").term())).containsOnly(OLD_TERM + 1);
        assertThat(List.of(stored("a").version(), stored("b").version())).containsExactly(100L, 200L);
        assertThat(stored("b").isTombstone()).isTrue();
        assertThat(RecordFormat.sameStamp(before, Objects.requireNonNull(store.record("a"))))
                .isFalse();
        assertThat(claimed.records()).allSatisfy(loaded -> {
            assertThat(loaded.bytes()).isEqualTo(store.record(loaded.id()));
            assertThat(loaded.record().term()).isEqualTo(OLD_TERM + 1);
        });
        assertThat(claimed.records()).extracting(Claim.Loaded::id).containsExactlyInAnyOrder("a", "b");
    }

    /** The old owner must be fenced before anything of it is taken for settled. */
    @Test
    void theTermIsRaisedBeforeAnyRecordIsCommitted() {
        storeOldRecords();
        run();
        assertThat(store.calls()).first().extracting(ScriptedStore.Call::key).isEqualTo("@0");
        assertThat(store.calls()).hasSize(3);
    }

    @Test
    void nothingIsClaimedBeforeTheLastRecordIsCommitted() {
        storeOldRecords();
        store.hold();
        Future<Claim.Claimed> claimed = run();
        assertThat(claimed.isComplete()).isFalse();
        store.release();
        assertThat(owner.loop.await(claimed).records()).hasSize(2);
    }

    @Test
    void aLargeShardIsCommittedAFewHundredAtATime() {
        IntStream.range(0, 1_000).forEach(i -> store.put("a" + i, record(100 + i, "1")));
        store.hold();
        Future<Claim.Claimed> claimed = run();
        assertThat(store.calls()).hasSize(1 + 256);
        store.release();
        assertThat(owner.loop.await(claimed).records()).hasSize(1_000);
        assertThat(store.calls()).hasSize(1 + 1_000);
    }

    @Test
    void aShardThatCantBeLoadedIsNotClaimed() {
        store.failNextLoads(1);
        assertThat(run().failed()).isTrue();
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void aShardWhoseTermIsRaisedByAnotherMeanwhileIsNotClaimed() {
        storeOldRecords();
        store.scriptFor(key -> key.startsWith("@"));
        store.then(apply -> {
            store.put("@0", Shard.metaRecord(OLD_TERM + 5, FLOOR, new OperationId(8, 1)));
            return CompletableFuture.completedFuture(apply.run());
        });
        assertThat(run().failed()).isTrue();
        assertThat(stored("@0").term()).isEqualTo(OLD_TERM + 5);
        assertThat(stored("a").term()).isEqualTo(OLD_TERM);
    }

    @Test
    void aRecordThatIsWrittenByAnotherMeanwhileEndsTheClaim() {
        storeOldRecords();
        store.then(apply -> {
            store.put("a", record(300, "2"));
            return CompletableFuture.completedFuture(apply.run());
        });
        assertThat(run().failed()).isTrue();
        assertThat(stored("a").version()).isEqualTo(300);
    }

    @Test
    void anIndeterminateCommitIsSettledBeforeTheShardIsClaimed() {
        storeOldRecords();
        store.then(ScriptedStore.Step.FAILS_AFTER, ScriptedStore.Step.FAILS_BEFORE);
        Future<Claim.Claimed> claimed = run();
        assertThat(claimed.isComplete()).isFalse();
        assertThat(owner.loop.await(claimed).records()).hasSize(2);
        assertThat(store.calls()).hasSize(1 + 4);
    }

    @Test
    void aClaimThatIsCancelledFailsAndSendsNothingMore() {
        IntStream.range(0, 1_000).forEach(i -> store.put("a" + i, record(100 + i, "1")));
        store.hold();
        Future<Claim.Claimed> claimed = run();
        claim.cancel();
        assertThat(claimed.failed()).isTrue();
        int before = store.calls().size();
        store.release();
        owner.loop.pass(Committer.PATIENCE.multipliedBy(3));
        assertThat(store.calls()).hasSize(before);
    }

    @Test
    void aClaimThatIsCancelledWhileItLoadsRaisesNoTerm() {
        storeOldRecords();
        Future<Claim.Claimed> claimed = claim.run();
        claim.cancel();
        owner.loop.turn();
        assertThat(claimed.failed()).isTrue();
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void aFencedCommitEndsTheClaim() {
        storeOldRecords();
        store.then(apply -> CompletableFuture.completedFuture(new CasResult.Fenced()));
        assertThat(run().failed()).isTrue();
    }
}
