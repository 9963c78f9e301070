package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Packets of one node to another are lost, and those of the other arrive.
 *
 * <p>Two members that have given each other up say nothing more to each other, whether or not packets pass again: the
 * master drops one of them, five rounds of a second after it was told (Hazelcast's ClusterHeartbeatManager and
 * PartialDisconnectionHandler). So the fault is over when that has come, or can't come any more.
 */
final class OneWay implements Disturbance {
    private static final Duration DECISION = Duration.ofSeconds(7);

    private final LuxCluster cluster;
    private final Crew crew;
    private final Node from;
    private final Node to;

    OneWay(LuxCluster cluster, Node from, Node to) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.from = from;
        this.to = to;
    }

    @Override
    public String kind() {
        return "one-way";
    }

    @Override
    public String begin() throws IOException {
        cluster.oneWay(from, to);
        return Packets.lost(new Link(from, to)) + ", and " + Packets.pass(new Link(to, from));
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        try {
            TimeUnit.MILLISECONDS.sleep(DECISION.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        crew.recover();
    }
}
