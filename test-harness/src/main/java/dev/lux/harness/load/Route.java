package dev.lux.harness.load;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which node a client turns to: its own, another one when that fails, and after a while its own again, as through a
 * balancer. A roamer has none of its own. One thread.
 */
final class Route {
    private static final long AWAY = Duration.ofSeconds(10).toNanos();

    private final Supplier<List<Target>> targets;
    private final Random random;
    private final LongSupplier nanos;
    private final boolean roams;
    private final Target home;
    private Target current;
    private long leftHome;

    /**
     * @param targets who is there now; never empty
     * @param index of the client, which gives it its node
     */
    Route(Supplier<List<Target>> targets, int index, boolean roams, Random random, LongSupplier nanos) {
        List<Target> all = targets.get();
        this.targets = targets;
        this.random = random;
        this.nanos = nanos;
        this.roams = roams;
        this.home = all.get(index % all.size());
        this.current = home;
    }

    /** For the next call. */
    Target next() {
        if (roams) {
            List<Target> all = targets.get();
            current = all.get(random.nextInt(all.size()));
        } else if (!current.equals(home) && nanos.getAsLong() - leftHome > AWAY) {
            current = home;
        }
        return current;
    }

    /** After a failure: any other than the one that failed. */
    Target other() {
        List<Target> others =
                targets.get().stream().filter(each -> !each.equals(current)).toList();
        if (!others.isEmpty()) {
            current = others.get(random.nextInt(others.size()));
            leftHome = nanos.getAsLong();
        }
        return current;
    }
}
