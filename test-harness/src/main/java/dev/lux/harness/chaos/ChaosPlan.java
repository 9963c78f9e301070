package dev.lux.harness.chaos;

import dev.lux.harness.check.Bounds;
import dev.lux.harness.load.LoadPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run. It ends when it is both long enough and has had enough faults.
 *
 * @param seed of the load and of the faults
 * @param atLeast from the first write to the last
 * @param faults at least
 * @param acknowledged writes at least; fewer are a violation
 * @param hold how long a fault stays in effect, at most twice as long
 * @param healthy between the end of a fault and what comes next, under load
 * @param main the broker's main class; null for the real one
 */
public record ChaosPlan(
        long seed,
        Duration atLeast,
        int faults,
        int acknowledged,
        Duration hold,
        Duration healthy,
        LoadPlan load,
        Bounds bounds,
        @Nullable String main) {
    private static final long MIB = 1 << 20;

    /** What a run is held to: see docs/chaos.md. */
    private static final Bounds BOUNDS = new Bounds(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            192 * MIB,
            768 * MIB,
            16 * MIB,
            48 * MIB,
            Bounds.Hardness.DEFAULT);

    /** A run as it is meant to be: three minutes or more, eight faults, 50,000 acknowledged writes. */
    public static ChaosPlan of(long seed, Duration atLeast) {
        return new ChaosPlan(
                seed,
                atLeast,
                8,
                50_000,
                Duration.ofSeconds(3),
                Duration.ofSeconds(7),
                LoadPlan.of(seed),
                BOUNDS,
                null);
    }

    /** As short as can be with so many faults. */
    public ChaosPlan small(int number) {
        return new ChaosPlan(
                seed,
                Duration.ZERO,
                number,
                500,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                load.small(),
                bounds,
                main);
    }

    /** With another broker, which is wrong on purpose. */
    public ChaosPlan main(@Nullable String name) {
        return new ChaosPlan(seed, atLeast, faults, acknowledged, hold, healthy, load, bounds, name);
    }
}
