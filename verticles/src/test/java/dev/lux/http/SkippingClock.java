package dev.lux.http;

import dev.lux.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clock, which can be told that time has passed. */
final class SkippingClock implements Clock {
    private final Clock system = Clock.system();
    private final AtomicLong skippedNanos = new AtomicLong();

    void pass(Duration duration) {
        skippedNanos.addAndGet(duration.toNanos());
    }

    @Override
    public long wallMicros() {
        return system.wallMicros() + skippedNanos.get() / 1000;
    }

    @Override
    public long elapsedNanos() {
        return system.elapsedNanos() + skippedNanos.get();
    }
}
