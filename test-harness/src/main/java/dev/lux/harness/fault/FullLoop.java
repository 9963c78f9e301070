package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/** One event loop of a node does nothing but compute for a while; over when {@link #begin} returns. */
final class FullLoop implements Disturbance {
    private final LuxCluster cluster;
    private final Node victim;
    private final Duration busy;

    FullLoop(LuxCluster cluster, Node victim, Duration busy) {
        this.cluster = cluster;
        this.victim = victim;
        this.busy = busy;
    }

    @Override
    public String kind() {
        return "full-loop";
    }

    @Override
    public String begin() throws IOException {
        String said = FaultyBroker.tell(victim, "fill " + busy.toMillis(), line -> line.startsWith("was full"));
        return victim + " " + said;
    }

    @Override
    public void end() throws IOException {
        Crew.of(cluster).recover();
    }
}
