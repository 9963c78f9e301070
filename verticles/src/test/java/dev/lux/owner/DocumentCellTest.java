package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.RecordFormat;
import dev.lux.document.WriteOutcome;
import dev.lux.limits.Limits;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DocumentCellTest {
    private final OwnerUnderTest owner = OwnerUnderTest.serving();

    @AfterEach
    void close() {
        owner.close();
    }

    private List<ScriptedStore.Call> commitsOf(String id) {
        return owner.store.calls().stream()
                .filter(call -> call.key().equals(id))
                .toList();
    }

    private static List<String> said(List<Future<WriteReply>> replies) {
        return replies.stream().map(EventLoop::await).map(OwnerUnderTest::said).toList();
    }

    @Test
    void writesOfOneTurnAreOneCommitWithAVersionEach() {
        List<Future<WriteReply>> replies =
                owner.offer(Writes.put("a", "1"), Writes.put("a", "2"), Writes.delete("a"), Writes.put("a", "3"));
        List<Long> versions = replies.stream()
                .map(EventLoop::await)
                .map(OwnerUnderTest::version)
                .toList();
        assertThat(versions).doesNotHaveDuplicates().isSorted();
        assertThat(commitsOf("a")).hasSize(1);
        assertThat(owner.pushed).containsExactly("a 3 replaced 3");
        assertThat(owner.newest("a").version()).isEqualTo(versions.get(3));
    }

    @Test
    void aFoldedWriteIsDecidedOnWhatTheOnesBeforeItLeave() {
        Write create = Writes.when(Condition.ifVersion(0), Writes.put("a", "1"));
        assertThat(said(owner.offer(create, create, Writes.delete("a"), create)))
                .containsExactly("created", "version_conflict", "deleted", "created");
    }

    @Test
    void nothingIsAnsweredReadOrPushedBeforeTheCommit() {
        owner.store.hold();
        List<Future<WriteReply>> replies =
                owner.offer(Writes.put("a", "1"), Writes.when(Condition.ifVersion(0), Writes.put("a", "2")));
        owner.loop.until(() -> !commitsOf("a").isEmpty());
        assertThat(replies).noneMatch(Future::isComplete);
        assertThat(owner.newest("a").isLive()).isFalse();
        assertThat(owner.pushed).isEmpty();
        owner.store.release();
        assertThat(said(replies)).containsExactly("created", "version_conflict");
    }

    @Test
    void writesThatComeDuringACommitAreTheNextOne() {
        owner.store.hold();
        List<Future<WriteReply>> first = owner.offer(Writes.put("a", "1"));
        owner.loop.until(() -> !commitsOf("a").isEmpty());
        List<Future<WriteReply>> second = owner.offer(Writes.put("a", "2"), Writes.put("a", "3"));
        owner.store.release();
        assertThat(said(first)).containsExactly("created");
        assertThat(said(second)).containsExactly("replaced", "replaced");
        assertThat(commitsOf("a")).hasSize(2);
        assertThat(owner.pushed).containsExactly("a 1 replaced 0", "a 3 replaced 1");
    }

    @Test
    void aWriteBeyondTheQueueIsBusyAndTheOthersAreNot() {
        owner.store.hold();
        List<Future<WriteReply>> first = owner.offer(Writes.put("a", "0"));
        owner.loop.until(() -> !commitsOf("a").isEmpty());
        List<Future<WriteReply>> queued = new ArrayList<>();
        owner.loop.run(() -> {
            for (int i = 0; i < Limits.QUEUED_WRITES; i++) {
                queued.add(owner.cell("a").offer(Writes.put("a", "1")));
            }
        });
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("a", "2")))).isEqualTo("busy");
        owner.store.release();
        assertThat(said(first)).containsExactly("created");
        assertThat(said(queued)).hasSize(Limits.QUEUED_WRITES).containsOnly("replaced");
    }

    @Test
    void versionsRiseThoughTheClockStepsBack() {
        long first = owner.applied(Writes.put("a", "1"));
        owner.clock.wall(5);
        long second = owner.applied(Writes.put("a", "2"));
        long third = owner.applied(Writes.delete("a"));
        long fourth = owner.applied(Writes.put("a", "3"));
        assertThat(List.of(first, second, third, fourth)).containsExactly(first, first + 1, first + 2, first + 3);
    }

    @Test
    void aVersionIsTheClocksWhenThatIsHigher() {
        owner.applied(Writes.put("a", "1"));
        owner.clock.wall(7_000_000);
        assertThat(owner.applied(Writes.put("a", "2"))).isEqualTo(7_000_000);
    }

    @Test
    void anIndeterminateCommitIsRepeatedByteForByteAndAnsweredOnce() {
        owner.store.then(
                ScriptedStore.Step.FAILS_AFTER, ScriptedStore.Step.FAILS_BEFORE, ScriptedStore.Step.FAILS_AFTER);
        assertThat(said(owner.offer(Writes.put("a", "1"), Writes.put("a", "2"))))
                .containsExactly("created", "replaced");
        assertThat(commitsOf("a"))
                .hasSize(4)
                .extracting(ScriptedStore.Call::next)
                .containsOnly(commitsOf("a").get(0).next());
        assertThat(owner.pushed).containsExactly("a 2 replaced 1");
    }

    @Test
    void aClaimThatIsLostAfterAPossibleApplicationMakesTheOutcomeUnknown() {
        owner.store.then(apply -> {
            owner.store.ownedBy("there");
            owner.loop.context.runOnContext(turn -> owner.state.followTable());
            return ScriptedStore.Step.FAILS_AFTER.run(apply);
        });
        assertThat(said(owner.offer(Writes.put("a", "1")))).containsExactly("outcome_unknown");
        assertThat(owner.pushed).isEmpty();
        assertThat(owner.budget.bytes()).isZero();
    }

    @Test
    void aClaimThatIsLostBeforeAnyAttemptMeansBusy() {
        owner.store.stamp(new Stamp(1, List.of("here"), true, true, false));
        List<Future<WriteReply>> replies = owner.offer(Writes.put("a", "1"));
        owner.store.ownedBy("there");
        owner.loop.run(owner.state::followTable);
        assertThat(said(replies)).containsExactly("busy");
        assertThat(commitsOf("a")).isEmpty();
        assertThat(owner.budget.bytes()).isZero();
    }

    @Test
    void aDocumentThatIsOtherwiseInTheStoreIsBusyAndThenTakenOver() {
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("a", "1")))).isEqualTo("busy");
        assertThat(owner.newest("a").version()).isEqualTo(9_000_000);
        assertThat(owner.pushed).containsExactly("a 7 replaced 0");
        assertThat(owner.applied(Writes.put("a", "2"))).isEqualTo(9_000_001);
    }

    @Test
    void aRepeatedWriteIsAnsweredWithItsFirstResultAfterOthers() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        WriteReply first = owner.write(write);
        owner.applied(Writes.put("a", "2"));
        assertThat(owner.write(write)).isEqualTo(first);
        assertThat(Writes.text(owner.newest("a").data())).isEqualTo("2");
    }

    @Test
    void aRepetitionInTheSameTurnIsOneWrite() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        List<Future<WriteReply>> replies = owner.offer(write, write);
        assertThat(EventLoop.await(replies.get(0))).isEqualTo(EventLoop.await(replies.get(1)));
        assertThat(owner.pushed).containsExactly("a 1 replaced 0");
    }

    @Test
    void aKeyIsForgottenAfterItsWindowAndCountsAgain() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        long first = owner.applied(write);
        owner.clock.pass(Limits.IDEMPOTENCY_WINDOW);
        long second = owner.applied(write);
        owner.clock.pass(Limits.IDEMPOTENCY_WINDOW.dividedBy(2));
        assertThat(List.of(first, owner.applied(write)))
                .containsExactly(first, second)
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyIsKnownToANewOwnerOfTheSameStore() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        Written first = (Written) owner.write(write);
        owner.applied(Writes.put("a", "2"));
        try (OwnerUnderTest next = new OwnerUnderTest(owner.store, owner.clock, 1_000_000, 2)) {
            next.claim();
            assertThat(next.write(write)).isEqualTo(first);
            assertThat(first.outcome()).isEqualTo(WriteOutcome.CREATED);
        }
    }

    @Test
    void whatTheStoreHoldsIsTheLastState() {
        owner.offer(Writes.put("a", "1"), Writes.put("a", "2")).forEach(EventLoop::await);
        byte[] record = Objects.requireNonNull(owner.store.record("a"));
        assertThat(Writes.text(RecordFormat.read(record).data())).isEqualTo("2");
    }
}
