package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;

/** Packets of one node to another are lost, and those of the other arrive. */
final class OneWay implements Disturbance {
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
        crew.recover();
    }
}
