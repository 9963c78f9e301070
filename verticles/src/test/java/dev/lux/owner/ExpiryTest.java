package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.document.RecordFormat;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases and lives run out once, at their time, and not for who was heard. */
@Timeout(10)
class ExpiryTest {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LEASE = Duration.ofSeconds(5);
    /** Of a look, and of one commit. */
    private static final Duration A_LITTLE = Duration.ofMillis(50);

    private OwnerUnderTest owner = OwnerUnderTest.serving();

    /** Time in which the owner runs. */
    private void pass(Duration time) {
        for (long looks = time.toMillis() / LOOK.toMillis(); looks > 0; looks--) {
            owner.loop.pass(LOOK);
            owner.state.deadlines().look();
            owner.loop.turn();
        }
    }

    private HolderToken take(String id, Duration lease, OnExpire onExpire) {
        Write write = Writes.leased(lease, onExpire, null, Writes.put(id, "1"));
        owner.applied(write);
        return Objects.requireNonNull(write.granted());
    }

    private HolderToken take(String id) {
        return take(id, LEASE, OnExpire.MARK);
    }

    private String said(Write write) {
        return OwnerUnderTest.said(owner.write(write));
    }

    private DocumentState newest() {
        return owner.newest("a");
    }

    private boolean isStale() {
        Expiry expired = newest().expired();
        return newest().isLive() && expired != null;
    }

    @Test
    void aSilentHoldersDocumentIsMarkedOnceAtItsTime() {
        take("a");
        long before = newest().version();
        pass(LEASE.minus(LOOK));
        assertThat(isStale()).isFalse();
        pass(A_LITTLE);
        assertThat(isStale()).isTrue();
        DocumentState stale = newest();
        assertThat(Writes.text(stale.data())).isEqualTo("1");
        assertThat(stale.version()).isGreaterThan(before);
        assertThat(stale.by()).isEqualTo("lux");
        assertThat(stale.expired()).isEqualTo(new Expiry(Expiry.Reason.LEASE, stale.atMicros(), "me"));
        assertThat(owner.pushed).containsExactly("a 1 replaced 0", "a 1 replaced 0");
        pass(LEASE.multipliedBy(10));
        assertThat(newest()).isEqualTo(stale);
        assertThat(owner.store.callsOf("a")).hasSize(2);
    }

    @Test
    void aHeartbeatRenewsAndMakesNoVersion() {
        HolderToken holder = take("a");
        DocumentState before = newest();
        for (int i = 0; i < 10; i++) {
            pass(LEASE.minus(A_LITTLE));
            assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("renewed");
        }
        assertThat(newest()).isEqualTo(before);
        assertThat(owner.store.callsOf("a")).hasSize(1);
        assertThat(owner.pushed).hasSize(1);
        pass(LEASE.plus(A_LITTLE));
        assertThat(isStale()).isTrue();
    }

    @Test
    void aHeartbeatOfAStaleDocumentClearsTheMarkWithOneVersion() {
        HolderToken holder = take("a");
        pass(LEASE.plus(A_LITTLE));
        long stale = newest().version();
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("replaced");
        assertThat(isStale()).isFalse();
        assertThat(newest().version()).isGreaterThan(stale);
        assertThat(newest().by()).isEqualTo("me");
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("renewed");
        pass(LEASE.plus(A_LITTLE));
        assertThat(isStale()).isTrue();
    }

    @Test
    void aWriteOfTheHolderRenews() {
        HolderToken holder = take("a");
        pass(LEASE.minus(A_LITTLE));
        owner.applied(Writes.held(holder, Writes.put("a", "2")));
        pass(LEASE.minus(A_LITTLE));
        assertThat(isStale()).isFalse();
        pass(A_LITTLE.multipliedBy(2));
        assertThat(isStale()).isTrue();
        owner.applied(Writes.held(holder, Writes.put("a", "3")));
        assertThat(isStale()).isFalse();
    }

    @Test
    void anybodyElsesEditKeepsTheLeaseAndTheMarkAsTheyAre() {
        take("a");
        pass(LEASE.minus(A_LITTLE));
        owner.applied(Writes.put("a", "2"));
        pass(A_LITTLE.multipliedBy(2));
        assertThat(isStale()).isTrue();
        Expiry mark = newest().expired();
        owner.applied(Writes.put("a", "3"));
        assertThat(newest().expired()).isEqualTo(mark);
        assertThat(newest().by()).isEqualTo("me");
    }

    /** Edits that come so fast that a step follows the other must not keep a dead worker alive. */
    @Test
    void aDocumentThatIsWrittenAllTheTimeIsMarkedToo() {
        take("a");
        pass(LEASE.minus(LOOK));
        owner.store.hold();
        owner.offer(Writes.put("a", "2"));
        pass(A_LITTLE);
        owner.offer(Writes.put("a", "3"));
        owner.store.release();
        owner.loop.turn();
        assertThat(isStale()).isTrue();
        assertThat(Writes.text(newest().data())).isEqualTo("3");
        assertThat(owner.pushed).containsExactly("a 1 replaced 0", "a 2 replaced 0", "a 3 replaced 1");
    }

    @Test
    void whatCameInTimeIsHeardBeforeTheLeaseRunsOut() {
        HolderToken holder = take("a");
        pass(LEASE.minus(LOOK));
        owner.store.hold();
        owner.offer(Writes.put("a", "2"));
        owner.offer(Writes.heartbeat("a", holder));
        pass(A_LITTLE);
        owner.store.release();
        owner.loop.turn();
        pass(A_LITTLE);
        assertThat(isStale()).isFalse();
    }

    @Test
    void whoTakesTheLeaseFencesItsHolderBefore() {
        HolderToken first = take("a");
        pass(LEASE.minus(A_LITTLE));
        HolderToken second = take("a");
        assertThat(said(Writes.heartbeat("a", first))).isEqualTo("not_holder");
        assertThat(said(Writes.held(first, Writes.put("a", "9")))).isEqualTo("not_holder");
        pass(LEASE.minus(A_LITTLE));
        assertThat(isStale()).isFalse();
        assertThat(said(Writes.heartbeat("a", second))).isEqualTo("renewed");
    }

    @Test
    void whoTakesTheLeaseOfAStaleDocumentClearsTheMark() {
        take("a");
        pass(LEASE.plus(A_LITTLE));
        take("a");
        assertThat(isStale()).isFalse();
    }

    @Test
    void theHolderMayChangeTheLeaseOrEndIt() {
        HolderToken holder = take("a");
        owner.applied(Writes.leased(LEASE.multipliedBy(2), OnExpire.MARK, holder, Writes.put("a", "2")));
        pass(LEASE.multipliedBy(2).minus(A_LITTLE));
        assertThat(isStale()).isFalse();
        assertThat(said(ended(null, Writes.put("a", "3")))).isEqualTo("not_holder");
        owner.applied(ended(holder, Writes.put("a", "3")));
        pass(LEASE.multipliedBy(10));
        assertThat(isStale()).isFalse();
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("not_holder");
    }

    private static Write ended(HolderToken holder, Write write) {
        return write.with(new Tenure(Tenure.KEEP, Tenure.END, OnExpire.MARK, new HolderToken(0, 0), holder));
    }

    @Test
    void aSilentHoldersDocumentIsDeletedIfItSaidSo() {
        HolderToken holder = take("a", LEASE, OnExpire.DELETE);
        long before = newest().version();
        pass(LEASE.plus(A_LITTLE));
        DocumentState gone = newest();
        assertThat(gone.isLive()).isFalse();
        assertThat(gone.version()).isGreaterThan(before);
        assertThat(gone.expired()).isEqualTo(new Expiry(Expiry.Reason.LEASE, gone.atMicros(), "me"));
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("not_holder");
        assertThat(owner.state.documents().get("a")).isNotNull();
        assertThat(owner.budget.documents()).isZero();
        owner.applied(Writes.put("a", "2"));
        assertThat(newest().expired()).isNull();
        pass(LEASE.multipliedBy(10));
        assertThat(newest().isLive()).isTrue();
    }

    @Test
    void aDeletedDocumentIsNobodysAnyMore() {
        HolderToken holder = take("a");
        owner.applied(Writes.delete("a"));
        long deleted = newest().version();
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("not_holder");
        pass(LEASE.multipliedBy(2));
        assertThat(newest().version()).isEqualTo(deleted);
        assertThat(newest().expired()).isNull();
    }

    @Test
    void aDocumentLivesAsLongAsWasSaidLast() {
        owner.applied(Writes.living(LEASE, Writes.put("a", "1")));
        pass(LEASE.minus(A_LITTLE));
        owner.applied(Writes.put("a", "2"));
        assertThat(newest().isLive()).isTrue();
        pass(A_LITTLE.multipliedBy(2));
        assertThat(newest().isLive()).isFalse();
        assertThat(Objects.requireNonNull(newest().expired()).reason()).isEqualTo(Expiry.Reason.TTL);
        owner.applied(Writes.living(LEASE, Writes.put("a", "3")));
        pass(LEASE.minus(A_LITTLE));
        owner.applied(Writes.living(LEASE.multipliedBy(2), Writes.put("a", "4")));
        pass(LEASE.multipliedBy(2).minus(A_LITTLE));
        assertThat(newest().isLive()).isTrue();
        owner.applied(Writes.living(Duration.ZERO, Writes.put("a", "5")));
        pass(LEASE.multipliedBy(10));
        assertThat(newest().isLive()).isTrue();
    }

    @Test
    void aStaleDocumentIsDeletedAtTheEndOfItsLife() {
        HolderToken holder = take("a");
        owner.applied(Writes.held(holder, Writes.put("a", "2")));
        owner.applied(Writes.living(LEASE.multipliedBy(2), Writes.put("a", "3")));
        pass(LEASE.plus(A_LITTLE));
        assertThat(isStale()).isTrue();
        pass(LEASE);
        assertThat(newest().isLive()).isFalse();
        assertThat(Objects.requireNonNull(newest().expired()).by()).isEqualTo("lux");
    }

    @Test
    void theNextOwnerWaitsInFull() {
        HolderToken holder = take("a");
        owner.applied(Writes.living(LEASE, Writes.put("b", "1")));
        pass(LEASE.minus(A_LITTLE));
        owner = owner.next();
        pass(LEASE.minus(A_LITTLE));
        assertThat(isStale()).isFalse();
        assertThat(owner.newest("b").isLive()).isTrue();
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("renewed");
        pass(A_LITTLE.multipliedBy(2));
        assertThat(isStale()).isFalse();
        assertThat(owner.newest("b").isLive()).isFalse();
        pass(LEASE);
        assertThat(isStale()).isTrue();
    }

    @Test
    void theNextOwnerOfAStaleDocumentDoesNotMarkItAgain() {
        HolderToken holder = take("a");
        pass(LEASE.plus(A_LITTLE));
        DocumentState stale = newest();
        owner = owner.next();
        pass(LEASE.multipliedBy(3));
        assertThat(newest().version()).isEqualTo(stale.version());
        assertThat(newest().expired()).isEqualTo(stale.expired());
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("replaced");
        assertThat(isStale()).isFalse();
    }

    @Test
    void aClockThatStepsChangesNothing() {
        take("a");
        owner.clock.wall(100_000_000_000_000L);
        pass(LEASE.minus(A_LITTLE));
        assertThat(isStale()).isFalse();
        owner.clock.wall(1);
        pass(A_LITTLE.multipliedBy(2));
        assertThat(isStale()).isTrue();
    }

    /** As after SIGSTOP: what the holder has sent meanwhile arrives after the owner has looked at its clock. */
    @Test
    void anOwnerThatStoodStillListensFirst() {
        HolderToken holder = take("a");
        pass(LEASE.minus(A_LITTLE));
        owner.loop.pass(LEASE.multipliedBy(10));
        pass(Duration.ofSeconds(1));
        assertThat(isStale()).isFalse();
        assertThat(said(Writes.heartbeat("a", holder))).isEqualTo("renewed");
        pass(LEASE.minus(A_LITTLE));
        assertThat(isStale()).isFalse();
    }

    @Test
    void anOwnerThatStoodStillMarksWhoIsSilentAfterwards() {
        take("a");
        pass(LEASE.minus(A_LITTLE));
        owner.loop.pass(LEASE.multipliedBy(10));
        pass(Duration.ofSeconds(3));
        assertThat(isStale()).isTrue();
    }

    /** It may be that nobody could be heard either. */
    @Test
    void whatCouldNotBeCommittedRunsOutLater() {
        take("a");
        owner.store.hold();
        pass(LEASE.plus(A_LITTLE));
        assertThat(isStale()).isFalse();
        owner.store.release();
        owner.loop.turn();
        pass(A_LITTLE);
        assertThat(isStale()).isTrue();
    }

    @Test
    void aShardThatIsLostRunsOutElsewhere() {
        take("a");
        owner.store.ownedBy(0, "there");
        owner.follow();
        int calls = owner.store.callsOf("a").size();
        pass(LEASE.multipliedBy(3));
        assertThat(owner.store.callsOf("a")).hasSize(calls);
    }

    @Test
    void whatIsStoredSaysWhatRunsOut() {
        HolderToken holder = take("a");
        owner.applied(Writes.living(LEASE, Writes.put("a", "2")));
        var stored = RecordFormat.read(Objects.requireNonNull(owner.store.record("a")));
        assertThat(stored.lifetime().ttlMillis()).isEqualTo(LEASE.toMillis());
        assertThat(Objects.requireNonNull(stored.lifetime().lease()).holder()).isEqualTo(holder);
    }
}
