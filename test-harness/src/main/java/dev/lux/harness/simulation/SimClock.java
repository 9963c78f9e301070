package dev.lux.harness.simulation;

import dev.lux.time.Clock;
import java.util.concurrent.TimeUnit;

/** The clocks of one node: elapsed time is that of the world, the wall may be wrong. */
final class SimClock implements Clock {
    /** Some moment of 2026, in microseconds. */
    private static final long EPOCH_MICROS = 1_790_000_000_000_000L;

    private final SimWorld world;
    private final long offsetMicros;

    SimClock(SimWorld world, long offsetMicros) {
        this.world = world;
        this.offsetMicros = offsetMicros;
    }

    @Override
    public long wallMicros() {
        return EPOCH_MICROS + offsetMicros + TimeUnit.NANOSECONDS.toMicros(world.nowNanos());
    }

    @Override
    public long elapsedNanos() {
        return world.nowNanos();
    }
}
