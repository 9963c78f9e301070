package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.loop.ManualLoop;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The acknowledgement rule: each of its parts, violated alone, keeps a write from being acknowledged. */
@Timeout(10)
class CommitterTest {
    private static final byte[] FIRST = bytes(1);
    private static final byte[] SECOND = bytes(2);
    private static final Stamp MOVED_ON = new Stamp(2, List.of("here"), true, true, true);
    private static final Stamp NO_QUORUM = new Stamp(1, List.of("here"), true, true, false);
    private static final Stamp INCOMPLETE = new Stamp(1, List.of("here"), true, false, true);
    private static final Stamp NOT_LOCAL = new Stamp(1, List.of("here"), false, true, true);

    private final ManualLoop loop = new ManualLoop();
    private final ScriptedStore store = new ScriptedStore();
    private final Committer committer = new Committer(loop, store);
    private final AtomicBoolean claimed = new AtomicBoolean(true);

    private static byte[] bytes(long version) {
        return RecordFormat.write(
                new DocumentRecord(1, version, new OperationId(1, version), new byte[] {'1'}, 0, "", List.of()));
    }

    private Future<CommitOutcome> commit(byte[] base, byte[] next) {
        return committer.commit(0, claimed::get, "a", base, next);
    }

    private Future<CommitOutcome> create() {
        return committer.commit(0, claimed::get, "a", null, FIRST);
    }

    @Test
    void whatWasAppliedUnderOneStampIsAcknowledged() {
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.Acknowledged.class);
        assertThat(store.calls()).hasSize(1);
    }

    static Stream<Arguments> stampsAfter() {
        return Stream.of(
                Arguments.of("A2, another stamp", MOVED_ON),
                Arguments.of("A3, no quorum", NO_QUORUM),
                Arguments.of("a copy is missing", INCOMPLETE),
                Arguments.of("A4, no longer the primary", NOT_LOCAL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stampsAfter")
    void whatWasAppliedIsRepeatedByteForByteWhenTheStampChangedMeanwhile(String what, Stamp after) {
        store.then(ScriptedStore.appliedBut(() -> store.stamp(after)));
        Future<CommitOutcome> outcome = create();
        loop.turn();
        if (!after.usable()) {
            assertThat(outcome.isComplete()).as("acknowledged though " + what).isFalse();
            store.stamp(ScriptedStore.USABLE);
        }
        assertThat(loop.await(outcome)).as(what).isInstanceOf(CommitOutcome.Acknowledged.class);
        assertThat(store.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.base()).isNull();
            assertThat(call.next()).isSameAs(FIRST);
        });
    }

    @Test
    void whatWasAppliedIsUnknownWhenTheClaimIsLostMeanwhile() {
        store.then(ScriptedStore.appliedBut(() -> claimed.set(false)));
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.Unknown.class);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("applied", ScriptedStore.Step.FAILS_AFTER),
                Arguments.of("not applied", ScriptedStore.Step.FAILS_BEFORE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void anAttemptThatFailedIsRepeatedUntilItIsSettled(String what, ScriptedStore.Step failure) {
        store.then(failure, failure);
        assertThat(loop.await(create())).as(what).isInstanceOf(CommitOutcome.Acknowledged.class);
        assertThat(store.calls())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.next()).isSameAs(FIRST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void anAttemptThatFailedIsUnknownWhenTheClaimIsLost(String what, ScriptedStore.Step failure) {
        store.then(apply -> {
            claimed.set(false);
            return failure.run(apply);
        });
        assertThat(loop.await(create())).as(what).isInstanceOf(CommitOutcome.Unknown.class);
    }

    @Test
    void whatWasFencedAtOnceIsNotApplied() {
        store.then(ScriptedStore.Step.FENCED);
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.NotApplied.class);
    }

    @Test
    void whatWasFencedAfterAnAttemptThatMayBeAppliedIsRepeated() {
        store.then(ScriptedStore.Step.FAILS_AFTER, ScriptedStore.Step.FENCED);
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.Acknowledged.class);
    }

    @Test
    void nothingIsAttemptedWithoutAClaim() {
        claimed.set(false);
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.NotApplied.class);
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void nothingIsAttemptedUnderAnUnusableStampAndPatienceEnds() {
        store.stamp(NO_QUORUM);
        Future<CommitOutcome> outcome = create();
        loop.pass(Committer.PATIENCE.plusMillis(10));
        assertThat(outcome.result()).isInstanceOf(CommitOutcome.NotApplied.class);
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void aStampThatBecomesUsableInTimeIsWaitedFor() {
        store.stamp(INCOMPLETE);
        Future<CommitOutcome> outcome = create();
        loop.pass(Committer.PATIENCE.minusMillis(10));
        assertThat(outcome.isComplete()).isFalse();
        store.stamp(ScriptedStore.USABLE);
        assertThat(loop.await(outcome)).isInstanceOf(CommitOutcome.Acknowledged.class);
    }

    @Test
    void anotherBaseIsAConflictWithWhatIs() {
        store.put("a", SECOND);
        assertThat(loop.await(create()))
                .isInstanceOfSatisfying(
                        CommitOutcome.Conflict.class,
                        conflict -> assertThat(conflict.current()).isEqualTo(SECOND));
    }

    @Test
    void aConflictOfAShardThatWasLostMeanwhileSaysNothingOfTheStore() {
        store.put("a", SECOND);
        store.then(ScriptedStore.appliedBut(() -> claimed.set(false)));
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.NotApplied.class);
    }

    @Test
    void aConflictAfterAnAttemptThatMayBeAppliedIsUnknown() {
        store.then(apply -> {
            store.put("a", SECOND);
            return ScriptedStore.Step.FAILS_BEFORE.run(apply);
        });
        assertThat(loop.await(create())).isInstanceOf(CommitOutcome.Unknown.class);
    }

    @Test
    void aRemovalThatMayHaveBeenAppliedIsAcknowledgedWhenNothingIsThere() {
        store.put("a", FIRST);
        store.then(ScriptedStore.Step.FAILS_AFTER);
        Future<CommitOutcome> outcome = committer.commit(0, claimed::get, "a", FIRST, null);
        assertThat(loop.await(outcome)).isInstanceOf(CommitOutcome.Acknowledged.class);
        assertThat(store.record("a")).isNull();
    }

    @Test
    void aStoreThatThrowsIsLikeOneThatFails() {
        store.then(apply -> {
            throw new IllegalStateException("thrown");
        });
        assertThat(loop.await(commitAfter())).isInstanceOf(CommitOutcome.Acknowledged.class);
    }

    private Future<CommitOutcome> commitAfter() {
        store.put("a", FIRST);
        return commit(FIRST, SECOND);
    }
}
