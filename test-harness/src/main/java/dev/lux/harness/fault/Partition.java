package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** No packet passes between a side that has no quorum and all others; clients reach both sides. */
final class Partition implements Disturbance {
    private final String kind;
    private final LuxCluster cluster;
    private final Crew crew;
    private final List<Node> minority;

    Partition(String kind, LuxCluster cluster, List<Node> minority) {
        this.kind = kind;
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.minority = minority;
        long data = minority.stream().filter(node -> !node.isEdge()).count();
        if (data > cluster.size() / 2) {
            throw new IllegalArgumentException(minority + " is no minority");
        }
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<String> isolated() {
        return minority.stream().map(Node::name).collect(Collectors.toSet());
    }

    @Override
    public String begin() throws IOException {
        List<Node> majority = crew.others(minority.toArray(Node[]::new));
        cluster.partition(minority, majority);
        return Packets.lost(new Link(minority.get(0), majority.get(0))) + ", "
                + Packets.lost(new Link(majority.get(0), minority.get(0))) + "; " + minority + " is apart from "
                + majority;
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        crew.recover();
    }
}
