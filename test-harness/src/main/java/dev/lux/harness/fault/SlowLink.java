package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import dev.lux.harness.cluster.Throughput;
import java.io.IOException;
import java.time.Duration;

/** A node's link carries little; what does not fit waits for a while, and is lost then. */
final class SlowLink implements Disturbance {
    private static final int KILOBITS_PER_SECOND = 512;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
    /** Bursts count as well. */
    private static final int AT_MOST = KILOBITS_PER_SECOND * 5 / 4;

    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;

    SlowLink(LuxCluster cluster, Node victim) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
    }

    @Override
    public String kind() {
        return "slow-link";
    }

    @Override
    public String begin() throws IOException {
        cluster.slowLink(victim, KILOBITS_PER_SECOND, LONGEST_WAIT);
        long seen = Throughput.kilobitsPerSecond(victim);
        if (seen > AT_MOST) {
            throw new IOException("the link of " + victim + " carries " + seen + " kbit/s");
        }
        return "the link of " + victim + " carries " + seen + " kbit/s";
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        crew.recover();
    }
}
