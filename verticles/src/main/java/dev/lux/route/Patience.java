package dev.lux.route;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.loop.Loop;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Asks again while an owner is changing: with growing pauses, until a deadline.
 *
 * <p>Belongs to one event loop.
 */
public final class Patience {
    /** The longest that a client waits for an answer from this node. */
    public static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 160;

    private final Loop loop;
    private final Clock clock;
    private final RandomGenerator random;

    public Patience(Loop loop, Clock clock, RandomGenerator random) {
        this.loop = loop;
        this.clock = clock;
        this.random = random;
    }

    /** The pause after so many attempts, from 0: doubling, and half of it random, so that askers don't meet. */
    public Duration pause(int attempts) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 10));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /**
     * Asks until an answer comes.
     *
     * @param attempt fails when it is worth asking again; the first ends by itself before the deadline
     * @return fails with {@code busy} at the deadline
     */
    public <T> Future<T> ask(Supplier<Future<T>> attempt) {
        Promise<T> answer = Promise.promise();
        again(attempt, answer, clock.elapsedNanos() + DEADLINE.toNanos(), 0);
        return answer.future();
    }

    /** The same, but fails when it takes longer. */
    public <T> Future<T> within(Duration longest, Future<T> future) {
        if (future.isComplete()) {
            return future;
        }
        Promise<T> answer = Promise.promise();
        Loop.Timer late = loop.after(longest, () -> answer.tryFail("took longer than " + longest));
        future.onComplete(result -> {
            late.cancel();
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future();
    }

    public static LuxException busy() {
        return new LuxException(ErrorCode.BUSY, "The document's owner is changing.");
    }

    private <T> void again(Supplier<Future<T>> attempt, Promise<T> answer, long deadlineNanos, int attempts) {
        attempt.get().onSuccess(answer::tryComplete).onFailure(failure -> {
            Duration pause = pause(attempts);
            if (failure instanceof LuxException settled) {
                answer.tryFail(settled);
            } else if (clock.elapsedNanos() + pause.toNanos() > deadlineNanos) {
                answer.tryFail(busy());
            } else if (!answer.future().isComplete()) {
                if (attempts == 0) {
                    endAt(deadlineNanos, answer);
                }
                loop.after(pause, () -> again(attempt, answer, deadlineNanos, attempts + 1));
            }
        });
    }

    /** However long the attempt takes that is on its way then. Most askers need none but the first, and no timer. */
    private void endAt(long deadlineNanos, Promise<?> answer) {
        Duration left = Duration.ofNanos(deadlineNanos - clock.elapsedNanos());
        Loop.Timer late = loop.after(left, () -> answer.tryFail(busy()));
        answer.future().onComplete(answered -> late.cancel());
    }
}
