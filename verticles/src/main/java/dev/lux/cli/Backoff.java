package dev.lux.cli;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: anything between nothing and a bound that doubles with each failure ("full
 * jitter", so that clients that lost the same broker do not come back together).
 *
 * @param failures in a row
 */
record Backoff(int failures) {
    static final Backoff NONE = new Backoff(0);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(5);

    Backoff failed() {
        return new Backoff(Math.min(failures + 1, 10));
    }

    Duration delay(RandomGenerator random) {
        long bound = Math.min(MOST.toMillis(), FIRST.toMillis() << failures);
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
