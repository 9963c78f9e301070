package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.loop.ManualLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long[] MOST_MILLIS = {10, 20, 40, 80, 160, 160, 160};

    private final ManualLoop loop = new ManualLoop();
    private final Patience patience = new Patience(loop, loop, new Random(1));
    private final List<Long> asked = new ArrayList<>();

    private Future<String> failing() {
        asked.add(loop.elapsedNanos());
        return Future.failedFuture("not yet");
    }

    @Test
    void pausesDoubleUpToABoundAndTheirLaterHalfIsRandom() {
        for (int attempts = 0; attempts < MOST_MILLIS.length; attempts++) {
            long most = MOST_MILLIS[attempts];
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                pauses.add(patience.pause(attempts).toMillis());
            }
            assertThat(pauses).as("after %d attempts", attempts).contains(most / 2, most);
            assertThat(pauses).allMatch(pause -> pause >= most / 2 && pause <= most);
        }
        assertThat(patience.pause(Integer.MAX_VALUE).toMillis()).isBetween(80L, 160L);
    }

    @Test
    void anAttemptThatSucceedsIsTheAnswer() {
        Future<String> answer = patience.ask(() -> Future.succeededFuture("now"));
        assertThat(answer.result()).isEqualTo("now");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void askingEndsWithTheFirstAttemptThatSucceeds() {
        Future<String> answer = patience.ask(() -> asked.size() < 3 ? failing() : Future.succeededFuture("at last"));
        loop.pass(Duration.ofSeconds(1));
        assertThat(answer.result()).isEqualTo("at last");
        assertThat(asked).hasSize(3);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void afterTheDeadlineTheAnswerIsBusy() {
        long startedNanos = loop.elapsedNanos();
        Future<String> answer = patience.ask(this::failing);
        loop.pass(Patience.DEADLINE.minusMillis(200));
        assertThat(answer.isComplete()).isFalse();
        loop.pass(Duration.ofMillis(200));
        assertThat(answer.failed()).isTrue();
        assertThat(answer.cause())
                .isInstanceOfSatisfying(
                        LuxException.class, busy -> assertThat(busy.code()).isEqualTo(ErrorCode.BUSY));
        long lastNanos = asked.get(asked.size() - 1);
        assertThat(lastNanos - startedNanos).isLessThanOrEqualTo(Patience.DEADLINE.toNanos());
        assertThat(asked).hasSizeBetween(5_000 / 160, 5_000 / 80 + 5);
    }

    @Test
    void anAttemptThatIsOnItsWayAtTheDeadlineIsNotAwaited() {
        Promise<String> hanging = Promise.promise();
        Future<String> answer = patience.ask(() -> asked.isEmpty() ? failing() : hanging.future());
        loop.pass(Patience.DEADLINE.minusMillis(1));
        assertThat(answer.isComplete()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(answer.failed()).isTrue();
        hanging.fail("too late");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void anAnswerThatSettlesTheMatterIsNotAskedForAgain() {
        LuxException noQuorum = new LuxException(ErrorCode.NO_QUORUM, "too few");
        Future<String> answer = patience.ask(() -> Future.failedFuture(noQuorum));
        assertThat(answer.cause()).isSameAs(noQuorum);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void whatTakesLongerThanItsTimeFails() {
        Promise<String> late = Promise.promise();
        Future<String> answer = patience.within(Duration.ofMillis(100), late.future());
        loop.pass(Duration.ofMillis(99));
        assertThat(answer.isComplete()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(answer.failed()).isTrue();
        late.complete("too late");
        assertThat(answer.failed()).isTrue();
    }

    @Test
    void whatComesInItsTimeIsTheAnswerAndLeavesNoTimer() {
        Promise<String> slow = Promise.promise();
        Promise<String> failing = Promise.promise();
        Future<String> answer = patience.within(Duration.ofMillis(100), slow.future());
        Future<String> failure = patience.within(Duration.ofMillis(100), failing.future());
        slow.complete("in time");
        failing.fail("in time too");
        assertThat(answer.result()).isEqualTo("in time");
        assertThat(failure.cause()).hasMessage("in time too");
        assertThat(loop.timers()).isZero();
        assertThat(patience.within(Duration.ZERO, Future.succeededFuture("there"))
                        .result())
                .isEqualTo("there");
        assertThat(loop.timers()).isZero();
    }
}
