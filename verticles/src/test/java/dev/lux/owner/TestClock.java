package dev.lux.owner;

import dev.lux.loop.ManualLoop;
import dev.lux.time.Clock;
import java.time.Duration;

/** The time of a loop, with a wall clock that steps as the test says; looking at it takes time if the test says so. */
final class TestClock implements Clock {
    private final ManualLoop loop;
    private long wallOffsetMicros;
    private long lookNanos;
    private long lookedNanos;

    TestClock(ManualLoop loop) {
        this.loop = loop;
        wall(1_000_000);
    }

    /** The wall clock steps to this, and goes on from there. */
    void wall(long micros) {
        wallOffsetMicros = micros - loop.elapsedNanos() / 1_000;
    }

    /** From now on every look at the elapsed time finds that so much more has passed. */
    void passPerLook(Duration time) {
        lookNanos = time.toNanos();
    }

    @Override
    public long wallMicros() {
        return wallOffsetMicros + loop.elapsedNanos() / 1_000;
    }

    @Override
    public long elapsedNanos() {
        lookedNanos += lookNanos;
        return loop.elapsedNanos() + lookedNanos;
    }
}
