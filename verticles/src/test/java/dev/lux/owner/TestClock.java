package dev.lux.owner;

import dev.lux.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Both times stand still until the test moves them. */
final class TestClock implements Clock {
    private final AtomicLong wallMicros = new AtomicLong(1_000_000);
    private final AtomicLong elapsedNanos = new AtomicLong();

    void wall(long micros) {
        wallMicros.set(micros);
    }

    void pass(Duration duration) {
        wallMicros.addAndGet(duration.toNanos() / 1_000);
        elapsedNanos.addAndGet(duration.toNanos());
    }

    @Override
    public long wallMicros() {
        return wallMicros.get();
    }

    @Override
    public long elapsedNanos() {
        return elapsedNanos.get();
    }
}
