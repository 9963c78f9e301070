package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/** A node is told to stop, and does; one is started in its place at the end. */
final class Leave implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;

    Leave(LuxCluster cluster, Node victim) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
    }

    @Override
    public String kind() {
        return "leave";
    }

    @Override
    public String begin() throws IOException {
        cluster.remove(victim);
        Node other = crew.otherDataMember(victim);
        Crew.awaitSeen(other, victim, false, Duration.ofSeconds(10));
        return victim + " (process " + victim.process().pid() + ") ended with 0, and " + other + " does not see it";
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
