package dev.lux.harness.chaos;

import dev.lux.harness.check.Bounds;
import dev.lux.harness.load.LoadPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run. It ends when it is long enough and has had enough faults and writes, or at {@link #atMost}.
 *
 * @param seed of the load and of the faults
 * @param atLeast from the first write to the last
 * @param faults at least
 * @param faultsPerQuiet after so many it is made quiet, and memory is looked at
 * @param acknowledged writes at least; fewer are a violation
 * @param hold how long a fault stays in effect at least: some stay longer than a silent node is waited for, some do not
 * @param healthy between the end of a fault and what comes next, under load
 * @param workers with leases, and as many people with session documents; one of each goes with each fault
 * @param lease of each worker
 * @param broken what is wrong with the broker on purpose; null for the real one
 */
public record ChaosPlan(
        long seed,
        Duration atLeast,
        int faults,
        int faultsPerQuiet,
        int acknowledged,
        Duration hold,
        Duration healthy,
        LoadPlan load,
        Bounds bounds,
        int workers,
        Duration lease,
        @Nullable String broken) {
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
                2,
                50_000,
                Duration.ofSeconds(3),
                Duration.ofSeconds(7),
                LoadPlan.of(seed),
                BOUNDS,
                30,
                Duration.ofSeconds(8),
                null);
    }

    /** A machine on which so long a run has too few writes is too slow for it. */
    public Duration atMost() {
        return atLeast.multipliedBy(3);
    }

    /** As short as can be with so many faults. */
    public ChaosPlan small(int number) {
        return new ChaosPlan(
                seed,
                Duration.ZERO,
                number,
                1,
                500,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                load.small(),
                bounds,
                6,
                Duration.ofSeconds(4),
                broken);
    }

    /** With more or fewer faults at least. */
    public ChaosPlan faults(int number) {
        return new ChaosPlan(
                seed,
                atLeast,
                number,
                faultsPerQuiet,
                acknowledged,
                hold,
                healthy,
                load,
                bounds,
                workers,
                lease,
                broken);
    }

    /** With a broker that is wrong on purpose. */
    public ChaosPlan broken(@Nullable String name) {
        return new ChaosPlan(
                seed, atLeast, faults, faultsPerQuiet, acknowledged, hold, healthy, load, bounds, workers, lease, name);
    }
}
