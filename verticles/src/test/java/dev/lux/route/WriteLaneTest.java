package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The states of a lane; {@link WriteLanesTest} has what they are for. */
class WriteLaneTest {
    private final WriteLane lane = new WriteLane("a1");

    private Future<WriteReply> offer(String body, long deadlineNanos) {
        return lane.offer(LanesUnderTest.write("a1", body), deadlineNanos);
    }

    @Test
    void aLaneIsIdleUntilItsBatchIsOnItsWayAndAgainWhenThatIsSettled() {
        assertThat(lane.isIdle()).isTrue();
        Future<WriteReply> reply = offer("1", 10);
        assertThat(lane.isIdle()).isTrue();
        WriteLane.Sent sent = lane.batch(() -> 5);
        assertThat(lane.isIdle()).isFalse();
        assertThat(sent.isSettled()).isFalse();
        lane.settle(List.of(LanesUnderTest.written(1)));
        assertThat(lane.isIdle()).isTrue();
        assertThat(sent.isSettled()).isTrue();
        assertThat(reply.result()).isEqualTo(LanesUnderTest.written(1));
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void aLaneBecomesReadyOnceUntilItIsTaken() {
        offer("1", 10);
        assertThat(lane.becomeReady()).isTrue();
        assertThat(lane.becomeReady()).isFalse();
        lane.batch(() -> 5);
        assertThat(lane.becomeReady()).isTrue();
    }

    @Test
    void aSecondAttemptIsTheSameBatchAndCounted() {
        offer("1", 10);
        WriteLane.Sent first = lane.batch(() -> 5);
        assertThat(first.isFirstAttempt()).isTrue();
        offer("2", 20);
        List<Write> writes = lane.current().writes();
        WriteLane.Sent second = lane.batch(() -> 6);
        assertThat(second).isSameAs(first);
        assertThat(second.isFirstAttempt()).isFalse();
        assertThat(second.number()).isEqualTo(5);
        assertThat(lane.current().number()).isEqualTo(5);
        assertThat(lane.current().writes()).isEqualTo(writes).hasSize(1);
        assertThat(lane.attempts()).isEqualTo(1);
        assertThat(lane.waiting()).isEqualTo(2);
    }

    @Test
    void aNewBatchForgetsTheAttemptsOfTheOneBefore() {
        offer("1", 10);
        lane.batch(() -> 5);
        lane.mayBeApplied();
        lane.batch(() -> 6);
        lane.settle(List.of(LanesUnderTest.written(1)));
        offer("2", 20);
        lane.batch(() -> 7);
        assertThat(lane.attempts()).isZero();
        assertThat(lane.isMaybeApplied()).isFalse();
        assertThat(lane.deadlineNanos()).isEqualTo(20);
    }

    @Test
    void onlyWhatWasNeverSentIsRefusedForBeingLate() {
        Future<WriteReply> sent = offer("1", 10);
        lane.batch(() -> 5);
        Future<WriteReply> late = offer("2", 20);
        Future<WriteReply> inTime = offer("3", 21);
        lane.refuseLate(20);
        assertThat(sent.isComplete()).isFalse();
        assertThat(inTime.isComplete()).isFalse();
        assertThat(late.result())
                .isInstanceOfSatisfying(
                        WriteReply.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BUSY));
        assertThat(lane.waiting()).isEqualTo(2);
    }

    private void offer(WriteKind kind, byte[] guard) {
        byte[] body = {'{', '}'};
        lane.offer(new Write("a1", kind, body, Condition.NONE, guard, null, "me"), 10);
    }

    @Test
    void aBatchHasOnlySoManyWritesForWhichTheDocumentIsRead() {
        for (int i = 0; i < WriteLane.BATCH_READS; i++) {
            offer(WriteKind.PUT, null);
            offer(WriteKind.MERGE_PATCH, null);
            offer(WriteKind.PUT, new byte[] {'{', '}'});
        }
        lane.batch(() -> 5);
        long reads = lane.current().writes().stream()
                .filter(write -> write.guard() != null || write.kind() != WriteKind.PUT)
                .count();
        assertThat(reads).isEqualTo(WriteLane.BATCH_READS);
        assertThat(lane.current().writes()).hasSize(3 * WriteLane.BATCH_READS / 2);
    }
}
