package dev.lux.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.lifecycle.Lifecycle.Phase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class LifecycleTest {
    private static final int ROUNDS = 2_000;

    private final Lifecycle lifecycle = new Lifecycle();

    @ParameterizedTest
    @CsvSource({"STARTING, false, false", "SERVING, true, false", "LEAVING, false, false", "DRAINING, false, true"})
    void aPhaseSaysWhetherTheNodeIsReadyAndWhetherItDrains(Phase phase, boolean ready, boolean draining) {
        lifecycle.moveTo(phase);
        assertThat(lifecycle.isReady()).isEqualTo(ready);
        assertThat(lifecycle.isDraining()).isEqualTo(draining);
    }

    @Test
    void itNeverGoesBack() {
        lifecycle.moveTo(Phase.DRAINING);
        lifecycle.moveTo(Phase.SERVING);
        assertThat(lifecycle.isReady()).isFalse();
        assertThatThrownBy(lifecycle::requireOpen).isInstanceOf(LuxException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SERVING", "LEAVING"})
    void beforeItDrainsWritesAndStreamsAreTaken(Phase phase) {
        lifecycle.moveTo(phase);
        lifecycle.requireOpen();
        assertThat(lifecycle.writing(() -> Future.succeededFuture("done")).result())
                .isEqualTo("done");
    }

    @Test
    void whatIsUnderWayIsFinishedAndWhatComesLaterIsRefused() {
        lifecycle.moveTo(Phase.SERVING);
        Promise<String> answer = Promise.promise();
        Future<String> underWay = lifecycle.writing(answer::future);
        lifecycle.moveTo(Phase.DRAINING);
        Future<String> late = lifecycle.writing(() -> {
            throw new AssertionError("a late write reached its owner");
        });
        assertThat(late.cause())
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DRAINING));
        assertThat(lifecycle.writesUnderWay()).isEqualTo(1);
        answer.complete("done");
        assertThat(underWay.result()).isEqualTo("done");
        assertThat(lifecycle.writesUnderWay()).isZero();
    }

    @Test
    void aWriteThatFailsIsNoLongerUnderWay() {
        lifecycle.moveTo(Phase.SERVING);
        lifecycle.writing(() -> Future.failedFuture(new LuxException(ErrorCode.BUSY, "busy")));
        assertThat(lifecycle.writesUnderWay()).isZero();
    }

    @Test
    void whoDrainsAndSeesNoWriteUnderWayMissesNone() throws Exception {
        AtomicReferenceArray<Lifecycle> nodes = new AtomicReferenceArray<>(ROUNDS);
        AtomicInteger written = new AtomicInteger();
        boolean[] taken = new boolean[ROUNDS];
        Thread writer = new Thread(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                Lifecycle node = nodes.get(round);
                while (node == null) {
                    Thread.onSpinWait();
                    node = nodes.get(round);
                }
                taken[round] = !node.writing(() -> Promise.promise().future()).isComplete();
                written.set(round + 1);
            }
        });
        writer.start();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Lifecycle node = new Lifecycle();
            node.moveTo(Phase.SERVING);
            nodes.set(round, node);
            // Each round the writer is met at another point.
            for (int turn = 0; turn < round % 50; turn++) {
                Thread.onSpinWait();
            }
            node.moveTo(Phase.DRAINING);
            int seen = node.writesUnderWay();
            while (written.get() <= round) {
                Thread.onSpinWait();
            }
            refused += taken[round] ? 0 : 1;
            assertThat(taken[round] && seen == 0)
                    .as("round %d: a write is under way that was not seen", round)
                    .isFalse();
        }
        writer.join();
        assertThat(refused).as("rounds in which draining came first").isBetween(1, ROUNDS - 1);
    }
}
