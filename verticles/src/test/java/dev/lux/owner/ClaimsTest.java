package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.RecordFormat;
import dev.lux.store.Stamp;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which shards an owner serves: of the store's two, the ids from z on are in shard 1. */
@Timeout(10)
class ClaimsTest {
    private static final Stamp INCOMPLETE = new Stamp(1, List.of("here", ""), true, false, true);
    private final OwnerUnderTest owner = OwnerUnderTest.serving();

    private long termOf(String id) {
        return Objects.requireNonNull(owner.state.shardOf(id)).term();
    }

    @Test
    void aShardWhosePrimaryLeavesIsDroppedAtOnceAndTheOthersAreNot() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("z", "1"));
        owner.store.ownedBy(0, "there");
        owner.state.followTable();
        assertThat(owner.state.shardOf("a")).isNull();
        assertThat(owner.state.cellFor("a")).isNull();
        assertThat(owner.dropped).containsExactly(0);
        assertThat(owner.state.isSettled()).isTrue();
        assertThat(owner.applied(Writes.put("z", "2"))).isPositive();
    }

    @Test
    void aShardThatComesBackIsClaimedUnderAHigherTerm() {
        long before = owner.applied(Writes.put("a", "1"));
        long term = termOf("a");
        owner.store.ownedBy(0, "there");
        owner.follow();
        owner.store.ownedBy(0, "here");
        owner.claim();
        assertThat(termOf("a")).isGreaterThan(term);
        assertThat(owner.newest("a").version()).isEqualTo(before);
    }

    @Test
    void whatWasAShardStaysDropped() {
        Shard old = Objects.requireNonNull(owner.state.shardOf("a"));
        owner.store.ownedBy(0, "there");
        owner.follow();
        owner.store.ownedBy(0, "here");
        owner.claim();
        assertThat(old.isServed()).isFalse();
        assertThat(owner.loop.await(owner.state.confirm(old))).isFalse();
        assertThat(owner.state.shardOf("a")).as("not hurt by that").isNotNull();
    }

    @Test
    void aClaimIsGivenUpWhenThePrimaryLeaves() {
        owner.applied(Writes.put("a", "1"));
        owner.store.ownedBy(0, "there");
        owner.follow();
        owner.store.ownedBy(0, "here");
        owner.store.hold();
        owner.store.then(ScriptedStore.Step.FAILS_BEFORE);
        owner.follow();
        assertThat(owner.state.isSettled()).isFalse();
        owner.store.ownedBy(0, "there");
        owner.follow();
        int before = owner.store.calls().size();
        owner.store.release();
        owner.loop.pass(Committer.PATIENCE.multipliedBy(2));
        assertThat(owner.store.calls()).as("nothing is tried again").hasSize(before);
        assertThat(owner.state.shardOf("a")).isNull();
        assertThat(owner.state.isSettled()).as("nothing else is to be served").isTrue();
    }

    @Test
    void aClaimWaitsForTheCopiesAndTouchesNothing() {
        OwnerUnderTest fresh = new OwnerUnderTest();
        fresh.store.stamp(0, INCOMPLETE);
        fresh.follow();
        assertThat(fresh.store.callsOf("@0")).isEmpty();
        assertThat(fresh.store.loads()).containsExactly(1);
        assertThat(fresh.state.shardOf("z")).as("the other shard").isNotNull();
        assertThat(fresh.state.isSettled()).isFalse();
        fresh.store.stamp(0, ScriptedStore.USABLE);
        fresh.claim();
        assertThat(fresh.state.shardOf("a")).isNotNull();
    }

    @Test
    void aClaimThatFailedIsTriedAgain() {
        OwnerUnderTest fresh = new OwnerUnderTest();
        fresh.store.failNextLoads(5);
        fresh.follow();
        assertThat(fresh.state.isSettled()).isFalse();
        fresh.claim();
        assertThat(fresh.state.shardOf("a")).isNotNull();
        assertThat(fresh.state.shardOf("z")).isNotNull();
    }

    @Test
    void aShardThatAnotherHasWrittenIsClaimedAgainFromTheStore() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("z", "1"));
        long term = termOf("a");
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        owner.state.conflicted(Objects.requireNonNull(owner.state.shardOf("a")));
        assertThat(owner.state.shardOf("a")).isNull();
        assertThat(owner.state.shardOf("z")).isNotNull();
        owner.claim();
        assertThat(owner.newest("a").version()).isEqualTo(9_000_000);
        assertThat(termOf("a")).isGreaterThan(term);
        assertThat(owner.budget.documents()).isEqualTo(2);
    }

    @Test
    void aLateConflictOfAnOldClaimDropsNothing() {
        Shard old = Objects.requireNonNull(owner.state.shardOf("a"));
        owner.state.conflicted(old);
        owner.claim();
        Shard now = Objects.requireNonNull(owner.state.shardOf("a"));
        owner.state.conflicted(old);
        assertThat(owner.state.shardOf("a")).isSameAs(now);
    }

    /** When clusters merge the store is written by another way than commits. */
    @Test
    void whatIsForgottenIsLoadedAgain() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("z", "1"));
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        owner.state.forgetAll();
        assertThat(owner.state.allServed()).isEmpty();
        assertThat(owner.state.isSettled()).isFalse();
        assertThat(owner.budget.bytes()).isZero();
        assertThat(owner.dropped).containsExactlyInAnyOrder(0, 1);
        owner.claim();
        assertThat(Writes.text(owner.newest("a").data())).isEqualTo("7");
        assertThat(Writes.text(owner.newest("z").data())).isEqualTo("1");
    }

    @Test
    void aClaimThatIsUnderWayWhenAllIsForgottenIsBegunAgain() {
        owner.applied(Writes.put("a", "1"));
        owner.applied(Writes.put("b", "1"));
        owner.state.forgetAll();
        owner.store.scriptFor(key -> key.equals("b"));
        owner.store.hold();
        owner.follow();
        assertThat(owner.store.callsOf("a")).as("claimed already").hasSize(2);
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        owner.state.forgetAll();
        owner.store.release();
        owner.claim();
        assertThat(owner.newest("a").version()).isEqualTo(9_000_000);
    }

    @Test
    void aCommitThatEndsAfterItsShardWasForgottenIsNoLongerAcknowledged() {
        owner.applied(Writes.put("a", "1"));
        owner.store.hold();
        var reply = owner.offer(Writes.put("a", "2")).get(0);
        owner.state.forgetAll();
        owner.store.release();
        assertThat(OwnerUnderTest.said(owner.loop.await(reply))).isEqualTo("unknown");
        assertThat(owner.pushed).containsExactly("a 1 replaced 0");
    }
}
