package dev.lux.owner;

import dev.lux.loop.ManualLoop;
import dev.lux.time.Clock;

/** The time of a loop, with a wall clock that steps as the test says. */
final class TestClock implements Clock {
    private final ManualLoop loop;
    private long wallOffsetMicros;

    TestClock(ManualLoop loop) {
        this.loop = loop;
        wall(1_000_000);
    }

    /** The wall clock steps to this, and goes on from there. */
    void wall(long micros) {
        wallOffsetMicros = micros - loop.elapsedNanos() / 1_000;
    }

    @Override
    public long wallMicros() {
        return wallOffsetMicros + loop.elapsedNanos() / 1_000;
    }

    @Override
    public long elapsedNanos() {
        return loop.elapsedNanos();
    }
}
