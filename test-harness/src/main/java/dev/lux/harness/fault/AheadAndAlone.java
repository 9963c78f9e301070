package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A data member whose clock is ahead is cut off: what it was told last has higher versions than anything that the others
 * acknowledge afterwards, and must not win when they meet again.
 */
final class AheadAndAlone implements Disturbance {
    /** As much as a node's clock may differ from all others and still be used. */
    private static final Duration AHEAD = Duration.ofSeconds(55);

    private final WrongClock clock;
    private final Partition partition;

    AheadAndAlone(LuxCluster cluster, Node victim) {
        this.clock = new WrongClock(kind(), cluster, victim, AHEAD);
        this.partition = new Partition(kind(), cluster, List.of(victim));
    }

    @Override
    public String kind() {
        return "isolate-ahead";
    }

    @Override
    public Set<String> isolated() {
        return partition.isolated();
    }

    @Override
    public String begin() throws IOException {
        return clock.begin() + "; " + partition.begin();
    }

    @Override
    public void end() throws IOException {
        partition.end();
        clock.end();
    }
}
