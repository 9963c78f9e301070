package dev.lux.route;

import static dev.lux.route.LanesUnderTest.OWNER;
import static dev.lux.route.LanesUnderTest.WRITER;
import static dev.lux.route.LanesUnderTest.answered;
import static dev.lux.route.LanesUnderTest.applied;
import static dev.lux.route.LanesUnderTest.inShort;
import static dev.lux.route.LanesUnderTest.onlyBatch;
import static dev.lux.route.LanesUnderTest.reply;
import static dev.lux.route.LanesUnderTest.write;
import static dev.lux.route.LanesUnderTest.writes;
import static dev.lux.route.LanesUnderTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.error.ErrorCode;
import dev.lux.limits.Limits;
import dev.lux.route.ScriptedCalls.Call;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteLanesTest {
    /** Longer than any pause between attempts. */
    private static final Duration PAUSE = Duration.ofMillis(160);

    private final LanesUnderTest test = new LanesUnderTest();

    @Test
    void writesOfOneTurnToOneOwnerTravelInOneMessageWithABatchPerDocument() {
        Future<WriteReply> first = test.offer("a1", "1");
        Future<WriteReply> other = test.offer("b2", "2");
        Future<WriteReply> second = test.offer("a1", "3");
        assertThat(test.calls.isQuiet()).isTrue();
        test.loop.turn();
        Call call = test.next();
        assertThat(call.owner()).isEqualTo(OWNER);
        assertThat(writes(call).writer()).isEqualTo(WRITER);
        assertThat(inShort(call)).containsExactly("a1: 1 3", "b2: 2");
        assertThat(test.calls.isQuiet()).isTrue();
        applied(call);
        assertThat(first.result()).isEqualTo(written(1));
        assertThat(other.result()).isEqualTo(written(2));
        assertThat(second.result()).isEqualTo(written(3));
    }

    @Test
    void writesOfOneTurnToSeveralOwnersTravelInAMessageForEach() {
        test.table.joins("b", 2).primary("b", 1, 2);
        test.offer("a1", "1");
        test.offer("a2", "2");
        test.offer("a3", "3");
        test.offer("a5", "4");
        test.loop.turn();
        assertThat(test.calls.all())
                .extracting(Call::owner)
                .containsExactly(ScriptedTable.owner("b", 1), ScriptedTable.owner("b", 0), OWNER);
    }

    @Test
    void repliesComeInTheOrderOfTheList() {
        Future<List<WriteReply>> replies =
                test.lanes.write(List.of(write("a1", "1"), write("a2", "2"), write("a1", "3")));
        test.loop.turn();
        Call call = test.next();
        reply(call, new BatchReply.Answered(List.of(written(1), written(3))), new BatchReply.Unready());
        assertThat(replies.isComplete()).isFalse();
        test.loop.pass(PAUSE);
        applied(test.next());
        assertThat(replies.result()).containsExactly(written(1), written(2), written(3));
    }

    @Test
    void aDocumentHasOneBatchOnItsWayAndWhatComesMeanwhileIsTheNext() {
        test.send("a1", "1");
        test.send("a1", "2");
        test.send("a1", "3");
        Call first = test.next();
        assertThat(test.calls.isQuiet()).isTrue();
        applied(first);
        test.loop.turn();
        Call second = test.next();
        assertThat(inShort(second)).containsExactly("a1: 2 3");
        assertThat(onlyBatch(second).number()).isGreaterThan(onlyBatch(first).number());
    }

    @Test
    void aDocumentThatWaitsHoldsNoOtherUp() {
        test.send("a1", "1");
        test.send("b1", "2");
        test.next();
        assertThat(inShort(test.next())).containsExactly("b1: 2");
    }

    @Test
    void theOrderOfADocumentsWritesIsKeptAcrossAttempts() {
        List<Future<WriteReply>> replies = new ArrayList<>();
        replies.add(test.send("a1", "1"));
        replies.add(test.send("a1", "2"));
        test.next().lost();
        replies.add(test.send("a1", "3"));
        test.loop.pass(PAUSE);
        Call again = test.next();
        assertThat(inShort(again)).containsExactly("a1: 1");
        reply(again, new BatchReply.Unready());
        replies.add(test.send("a1", "4"));
        test.loop.pass(PAUSE);
        applied(test.next());
        test.loop.turn();
        Call rest = test.next();
        assertThat(inShort(rest)).containsExactly("a1: 2 3 4");
        applied(rest);
        assertThat(replies).extracting(Future::result).containsExactly(written(1), written(2), written(3), written(4));
        assertThat(test.lanes.waiting()).isZero();
    }

    @Test
    void whatGotNoAnswerIsSentAgainUnderTheSameNumberAfterAGrowingPause() {
        test.send("a1", "1");
        Call first = test.next();
        for (int pauseMillis : new int[] {5, 10, 20, 40, 80, 80}) {
            first.lost();
            test.loop.pass(Duration.ofMillis(pauseMillis - 1));
            assertThat(test.calls.isQuiet()).as("%d ms", pauseMillis).isTrue();
            test.loop.pass(Duration.ofMillis(1));
            Call again = test.next();
            assertThat(onlyBatch(again)).isSameAs(onlyBatch(first));
            first = again;
        }
    }

    @Test
    void everyKindOfNoIsAskedAgain() {
        Future<WriteReply> reply = test.send("a1", "1");
        test.next().lost();
        test.loop.pass(PAUSE);
        test.next().undelivered();
        test.loop.pass(PAUSE);
        reply(test.next(), new BatchReply.Unready());
        test.loop.pass(PAUSE);
        reply(test.next(), new BatchReply.Unknown());
        test.loop.pass(PAUSE);
        test.next().reply(new OwnerReply.Unready());
        test.loop.pass(PAUSE);
        applied(test.next());
        assertThat(reply.result()).isEqualTo(written(1));
    }

    @Test
    void aSecondAttemptGoesToWhoeverIsTheOwnerThen() {
        test.table.joins("b", 1);
        test.send("a1", "1");
        Call first = test.next();
        test.table.primary("b");
        first.lost();
        test.loop.pass(PAUSE);
        Call second = test.next();
        assertThat(second.owner()).isEqualTo(ScriptedTable.owner("b", 0));
        assertThat(onlyBatch(second)).isSameAs(onlyBatch(first));
    }

    @Test
    void aDocumentWithoutAnOwnerWaitsForOne() {
        test.table.primary(null);
        Future<WriteReply> reply = test.send("a1", "1");
        test.loop.pass(Duration.ofSeconds(1));
        assertThat(test.calls.isQuiet()).isTrue();
        test.table.primary("a");
        test.loop.pass(PAUSE);
        applied(test.next());
        assertThat(reply.result()).isEqualTo(written(1));
    }

    @Test
    void aMessageSaysBelowWhichNumberNothingIsSentAgain() {
        test.send("a1", "1");
        test.send("b1", "2");
        test.send("c1", "3");
        Call a = test.next();
        Call b = test.next();
        Call c = test.next();
        long oldest = onlyBatch(a).number();
        assertThat(List.of(writes(a).settled(), writes(b).settled(), writes(c).settled()))
                .containsExactly(oldest, oldest, oldest);
        applied(b);
        test.send("d1", "4");
        Call d = test.next();
        assertThat(writes(d).settled()).as("the oldest still waits").isEqualTo(oldest);
        applied(a);
        test.send("e1", "5");
        Call e = test.next();
        assertThat(writes(e).settled()).isEqualTo(onlyBatch(c).number());
        applied(c);
        applied(d);
        applied(e);
        test.send("f1", "6");
        Call last = test.next();
        assertThat(writes(last).settled()).isEqualTo(onlyBatch(last).number());
    }

    @Test
    void whatIsGivenUpIsSettledAndNeverSentAgain() {
        Future<WriteReply> given = test.send("a1", "1");
        loseEverythingUntil(given);
        test.send("b1", "2");
        Call other = test.next();
        assertThat(writes(other).settled()).isEqualTo(onlyBatch(other).number());
        test.loop.pass(Duration.ofSeconds(1));
        assertThat(test.calls.isQuiet()).isTrue();
    }

    private void loseEverythingUntil(Future<WriteReply> reply) {
        long startedNanos = test.loop.elapsedNanos();
        while (!reply.isComplete()) {
            test.calls.all().forEach(Call::lost);
            test.loop.pass(Duration.ofMillis(10));
        }
        assertThat(test.loop.elapsedNanos() - startedNanos)
                .isLessThanOrEqualTo(Patience.DEADLINE.plusMillis(10).toNanos());
    }

    private static ErrorCode refusal(Future<WriteReply> reply) {
        assertThat(reply.result()).isInstanceOf(Refused.class);
        return ((Refused) reply.result()).code();
    }

    @Test
    void afterTheDeadlineAWriteThatMayHaveArrivedIsUnknown() {
        Future<WriteReply> reply = test.send("a1", "1");
        loseEverythingUntil(reply);
        assertThat(refusal(reply)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(test.lanes.waiting()).isZero();
    }

    @Test
    void afterTheDeadlineAWriteIsUnknownEvenIfOnlyOneAttemptMayHaveArrived() {
        Future<WriteReply> reply = test.send("a1", "1");
        reply(test.next(), new BatchReply.Unknown());
        test.table.primary(null);
        test.loop.pass(Patience.DEADLINE);
        assertThat(refusal(reply)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void afterTheDeadlineAWriteThatSurelyWasNotAppliedIsBusy() {
        Future<WriteReply> nobody = test.send("a1", "1");
        Future<WriteReply> unready = test.send("b1", "2");
        long startedNanos = test.loop.elapsedNanos();
        while (!nobody.isComplete() || !unready.isComplete()) {
            for (Call call : test.calls.all()) {
                if (onlyBatch(call).id().equals("a1")) {
                    call.undelivered();
                } else {
                    reply(call, new BatchReply.Unready());
                }
            }
            test.loop.pass(Duration.ofMillis(10));
        }
        assertThat(test.loop.elapsedNanos() - startedNanos)
                .isBetween(
                        Patience.DEADLINE.minus(PAUSE).toNanos(),
                        Patience.DEADLINE.plusMillis(10).toNanos());
        assertThat(refusal(nobody)).isEqualTo(ErrorCode.BUSY);
        assertThat(refusal(unready)).isEqualTo(ErrorCode.BUSY);
    }

    @Test
    void whatOneDocumentGivesUpSaysNothingOfItsNextBatch() {
        Future<WriteReply> unknown = test.send("a1", "1");
        loseEverythingUntil(unknown);
        Future<WriteReply> next = test.send("a1", "2");
        test.table.primary(null);
        test.next().undelivered();
        test.loop.pass(Patience.DEADLINE);
        assertThat(refusal(next)).isEqualTo(ErrorCode.BUSY);
    }

    @Test
    void aWriteWhoseTimeIsUpBeforeItWasEverSentIsBusyAndNotSent() {
        Future<WriteReply> first = test.send("a1", "1");
        Future<WriteReply> second = test.send("a1", "2");
        // The first is answered so late that the second has no time left.
        Call call = test.next();
        test.loop.pass(Patience.DEADLINE);
        Future<WriteReply> third = test.send("a1", "3");
        applied(call);
        test.loop.turn();
        assertThat(first.result()).isEqualTo(written(1));
        assertThat(refusal(second)).isEqualTo(ErrorCode.BUSY);
        assertThat(inShort(test.next())).containsExactly("a1: 3");
        assertThat(third.isComplete()).isFalse();
    }

    @Test
    void withoutQuorumAWriteIsRefusedAtOnce() {
        test.table.quorum(false);
        Future<WriteReply> reply = test.send("a1", "1");
        assertThat(refusal(reply)).isEqualTo(ErrorCode.NO_QUORUM);
        assertThat(test.calls.isQuiet()).isTrue();
        test.table.quorum(true);
        test.send("a1", "2");
        assertThat(inShort(test.next())).containsExactly("a1: 2");
    }

    @Test
    void whenTheQuorumIsLostAfterAnAttemptThatMayHaveArrivedItIsWaitedForASecond() {
        Future<WriteReply> settled = test.send("a1", "1");
        Future<WriteReply> unknown = test.send("b1", "2");
        Call a = test.next();
        Call b = test.next();
        test.table.quorum(false);
        a.lost();
        b.lost();
        test.loop.pass(Duration.ofMillis(900));
        assertThat(settled.isComplete()).isFalse();
        test.table.quorum(true);
        test.loop.pass(PAUSE);
        for (Call call : test.calls.all()) {
            if (onlyBatch(call).id().equals("a1")) {
                applied(call);
            } else {
                call.lost();
            }
        }
        assertThat(settled.result()).isEqualTo(written(1));
        test.table.quorum(false);
        test.loop.pass(Duration.ofMillis(900));
        assertThat(unknown.isComplete()).isFalse();
        test.loop.pass(Duration.ofMillis(500));
        assertThat(refusal(unknown)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void aCallWaitsNoLongerThanItsOldestWrite() {
        test.send("a1", "1");
        Call first = test.next();
        assertThat(first.patience()).isEqualTo(Duration.ofSeconds(1));
        test.loop.pass(Duration.ofMillis(4_700));
        first.lost();
        test.loop.pass(Duration.ofMillis(5));
        assertThat(test.next().patience()).isEqualTo(Duration.ofMillis(295));
    }

    @Test
    void beyondItsBoundADocumentIsBusyAtOnceAndOthersAreNot() {
        List<Future<WriteReply>> taken = new ArrayList<>();
        taken.add(test.send("a1", "0"));
        while (taken.size() < Limits.QUEUED_WRITES) {
            taken.add(test.offer("a1", String.valueOf(taken.size())));
        }
        Future<WriteReply> refused = test.offer("a1", "9999");
        assertThat(refusal(refused)).isEqualTo(ErrorCode.BUSY);
        assertThat(test.offer("b1", "1").isComplete()).isFalse();
        assertThat(test.lanes.waiting()).isEqualTo(Limits.QUEUED_WRITES + 1);
        test.loop.turn();
        for (int i = 0; i < 3; i++) {
            test.calls.all().forEach(LanesUnderTest::applied);
            test.loop.turn();
        }
        for (int i = 0; i < taken.size(); i++) {
            assertThat(taken.get(i).result()).isEqualTo(written(i));
        }
        assertThat(test.lanes.waiting()).isZero();
    }

    @Test
    void aBatchIsClosedWhenItsBodiesHaveAMegabyte() {
        byte[] half = new byte[512 * 1024];
        for (int i = 0; i < 5; i++) {
            test.lanes.write(List.of(write("a1", half)));
        }
        test.loop.turn();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Call call = test.next();
            int writes = onlyBatch(call).writes().size();
            sizes.add(writes);
            reply(call, new BatchReply.Answered(Collections.nCopies(writes, written(1))));
            test.loop.turn();
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(test.lanes.waiting()).isZero();
    }

    @Test
    void whoWritesAgainWhenAnsweredIsServed() {
        Future<WriteReply> again = test.send("a1", "1").compose(done -> test.offer("a1", "2"));
        applied(test.next());
        test.loop.turn();
        Call second = test.next();
        assertThat(inShort(second)).containsExactly("a1: 2");
        applied(second);
        assertThat(again.result()).isEqualTo(written(2));
        assertThat(test.lanes.waiting()).isZero();
        assertThat(test.loop.timers()).isZero();
    }

    @Test
    void aMessageWithABatchThatIsAnsweredAndOneThatIsNotRepeatsTheOneOnly() {
        test.offer("a1", "1");
        test.offer("b1", "2");
        test.loop.turn();
        Call both = test.next();
        reply(both, answered(writes(both).batches().get(0)), new BatchReply.Unknown());
        test.loop.pass(PAUSE);
        Call again = test.next();
        assertThat(onlyBatch(again)).isSameAs(writes(both).batches().get(1));
    }
}
