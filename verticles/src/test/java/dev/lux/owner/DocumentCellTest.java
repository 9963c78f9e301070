package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.BatchReply;
import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.document.RecordFormat;
import dev.lux.limits.Limits;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DocumentCellTest {
    private final OwnerUnderTest owner = OwnerUnderTest.serving();

    private List<ScriptedStore.Call> commitsOf(String id) {
        return owner.store.callsOf(id);
    }

    private List<String> said(List<Future<BatchReply>> replies) {
        return replies.stream().map(owner.loop::await).map(OwnerUnderTest::said).toList();
    }

    @Test
    void writesOfOneTurnAreOneCommitWithAVersionEach() {
        List<Future<BatchReply>> replies =
                owner.offer(Writes.put("a", "1"), Writes.put("a", "2"), Writes.delete("a"), Writes.put("a", "3"));
        List<Long> versions = replies.stream()
                .map(owner.loop::await)
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
        List<Future<BatchReply>> replies =
                owner.offer(Writes.put("a", "1"), Writes.when(Condition.ifVersion(0), Writes.put("a", "2")));
        assertThat(commitsOf("a")).hasSize(1);
        assertThat(replies).noneMatch(Future::isComplete);
        assertThat(owner.newest("a").isLive()).isFalse();
        assertThat(owner.pushed).isEmpty();
        owner.store.release();
        assertThat(said(replies)).containsExactly("created", "version_conflict");
    }

    @Test
    void writesThatComeDuringACommitAreTheNextOne() {
        owner.store.hold();
        List<Future<BatchReply>> first = owner.offer(Writes.put("a", "1"));
        assertThat(commitsOf("a")).hasSize(1);
        List<Future<BatchReply>> second = owner.offer(Writes.put("a", "2"), Writes.put("a", "3"));
        owner.store.release();
        assertThat(said(first)).containsExactly("created");
        assertThat(said(second)).containsExactly("replaced", "replaced");
        assertThat(commitsOf("a")).hasSize(2);
        assertThat(owner.pushed).containsExactly("a 1 replaced 0", "a 3 replaced 1");
    }

    @Test
    void whatTakesLongToDecideIsLeftForTheNextStep() {
        owner.clock.passPerLook(DocumentCell.STEP.dividedBy(2));
        Write[] writes = new Write[10];
        Arrays.setAll(writes, i -> Writes.put("a", Integer.toString(i)));
        List<Long> versions = owner.offer(writes).stream()
                .map(owner.loop::await)
                .map(OwnerUnderTest::version)
                .toList();
        assertThat(versions).doesNotHaveDuplicates().isSorted();
        assertThat(commitsOf("a")).hasSizeBetween(4, 10);
        assertThat(owner.pushed.get(owner.pushed.size() - 1)).startsWith("a 9 ");
    }

    @Test
    void aBatchThatAloneTakesTooLongIsDecidedAllTheSame() {
        owner.clock.passPerLook(DocumentCell.STEP.multipliedBy(2));
        assertThat(said(owner.offer(Writes.put("a", "1"), Writes.put("a", "2"))))
                .containsExactly("created", "replaced");
        assertThat(commitsOf("a")).hasSize(2);
    }

    @Test
    void whatFindsTooManyWritesWaitingIsUnreadyAndTheOthersAreNot() {
        owner.store.hold();
        List<Future<BatchReply>> first = owner.offer(Writes.put("a", "0"));
        Write[] many =
                Collections.nCopies(Limits.QUEUED_WRITES, Writes.put("a", "1")).toArray(Write[]::new);
        List<Future<BatchReply>> queued = owner.offer(many);
        assertThat(said(owner.offer(Writes.put("a", "2")))).containsExactly("unready");
        owner.store.release();
        assertThat(said(first)).containsExactly("created");
        assertThat(said(queued)).hasSize(Limits.QUEUED_WRITES).containsOnly("replaced");
        assertThat(said(owner.offer(Writes.put("a", "2")))).containsExactly("replaced");
    }

    @Test
    void aBatchCountsWithAllItsWrites() {
        owner.store.hold();
        owner.offer(Writes.put("a", "0"));
        Write[] most = Collections.nCopies(Limits.QUEUED_WRITES - 1, Writes.put("a", "1"))
                .toArray(Write[]::new);
        Future<BatchReply> large = owner.offer(7, 1, most);
        assertThat(owner.offer(8, 1, Writes.put("a", "2"), Writes.put("a", "3")).result())
                .isInstanceOf(BatchReply.Unready.class);
        Future<BatchReply> small = owner.offer(8, 2, Writes.put("a", "4"));
        owner.store.release();
        assertThat(version(large)).isLessThan(version(small));
    }

    @Test
    void aBatchThatComesAgainWhileItIsBeingCommittedSharesTheAnswerThoughTheQueueIsFull() {
        owner.store.hold();
        Future<BatchReply> first = owner.offer(7, 1, Writes.put("a", "1"));
        owner.offer(
                8,
                1,
                Collections.nCopies(Limits.QUEUED_WRITES, Writes.put("a", "2")).toArray(Write[]::new));
        Future<BatchReply> again = owner.offer(7, 1, Writes.put("a", "1"));
        assertThat(again.isComplete()).isFalse();
        owner.store.release();
        assertThat(version(again)).isEqualTo(version(first));
        assertThat(commitsOf("a")).hasSize(2);
    }

    /** Else copies of one stuck batch would fill the queue, and then be told that it is surely not applied. */
    @Test
    void aBatchThatComesAgainWhileItIsQueuedTakesNoMoreRoom() {
        owner.store.hold();
        owner.offer(Writes.put("a", "0"));
        Write[] half = Collections.nCopies(Limits.QUEUED_WRITES / 2, Writes.put("a", "1"))
                .toArray(Write[]::new);
        Future<BatchReply> first = owner.offer(7, 1, half);
        for (int i = 0; i < 10; i++) {
            assertThat(owner.offer(7, 1, half).isComplete()).isFalse();
        }
        Future<BatchReply> other = owner.offer(8, 1, half);
        owner.store.release();
        assertThat(version(first)).isLessThan(version(other));
        assertThat(owner.pushed).containsExactly("a 0 replaced 0", "a 1 replaced " + (Limits.QUEUED_WRITES - 1));
    }

    private long version(Future<BatchReply> reply) {
        return OwnerUnderTest.version(owner.loop.await(reply));
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
            owner.loop.run(owner.state::followTable);
            return ScriptedStore.Step.FAILS_AFTER.run(apply);
        });
        assertThat(said(owner.offer(Writes.put("a", "1")))).containsExactly("unknown");
        assertThat(owner.pushed).isEmpty();
        assertThat(owner.budget.bytes()).isZero();
    }

    @Test
    void aClaimThatIsLostBeforeAnyAttemptMeansBusy() {
        owner.store.stamp(new Stamp(1, List.of("here"), true, true, false));
        List<Future<BatchReply>> replies = owner.offer(Writes.put("a", "1"));
        owner.store.ownedBy("there");
        owner.follow();
        assertThat(said(replies)).containsExactly("unready");
        assertThat(commitsOf("a")).isEmpty();
        assertThat(owner.budget.bytes()).isZero();
    }

    /** Somebody else has written to the shard, so nothing that this owner believes of it counts. */
    @Test
    void aDocumentThatIsOtherwiseInTheStoreMakesTheOwnerClaimTheShardAgain() {
        owner.applied(Writes.put("b", "1"));
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        assertThat(OwnerUnderTest.said(owner.write(Writes.put("a", "1")))).isEqualTo("unready");
        assertThat(owner.dropped).containsExactly(0);
        assertThat(owner.state.cellFor("b")).isNull();
        owner.claim();
        assertThat(owner.newest("a").version()).isEqualTo(9_000_000);
        assertThat(owner.applied(Writes.put("a", "2"))).isEqualTo(9_000_001);
    }

    @Test
    void aRepeatedWriteIsAnsweredWithItsFirstResultAfterOthers() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        BatchReply first = owner.write(write);
        owner.applied(Writes.put("a", "2"));
        assertThat(owner.write(write)).isEqualTo(first);
        assertThat(Writes.text(owner.newest("a").data())).isEqualTo("2");
    }

    @Test
    void aRepetitionInTheSameTurnIsOneWrite() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        List<Future<BatchReply>> replies = owner.offer(write, write);
        assertThat(owner.loop.await(replies.get(0))).isEqualTo(owner.loop.await(replies.get(1)));
        assertThat(owner.pushed).containsExactly("a 1 replaced 0");
    }

    @Test
    void aKeyIsForgottenAfterItsWindowAndCountsAgain() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        long first = owner.applied(write);
        owner.loop.pass(Limits.IDEMPOTENCY_WINDOW);
        long second = owner.applied(write);
        owner.loop.pass(Limits.IDEMPOTENCY_WINDOW.dividedBy(2));
        assertThat(List.of(first, owner.applied(write)))
                .containsExactly(first, second)
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyIsKnownToANewOwnerOfTheSameStore() {
        Write write = Writes.keyed("k", Writes.put("a", "1"));
        BatchReply first = owner.write(write);
        owner.applied(Writes.put("a", "2"));
        OwnerUnderTest next = owner.next();
        assertThat(next.write(write)).isEqualTo(first);
        assertThat(OwnerUnderTest.said(first)).isEqualTo("created");
    }

    @Test
    void whatTheStoreHoldsIsTheLastState() {
        owner.offer(Writes.put("a", "1"), Writes.put("a", "2")).forEach(owner.loop::await);
        byte[] record = Objects.requireNonNull(owner.store.record("a"));
        assertThat(Writes.text(RecordFormat.read(record).data())).isEqualTo("2");
    }
}
