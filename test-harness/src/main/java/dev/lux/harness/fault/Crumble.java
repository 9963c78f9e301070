package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One data member is cut off, the majority goes on for a while, and then falls apart too: no side has a quorum, and when
 * they meet again the one that has missed what was acknowledged meanwhile is as large as any other.
 */
final class Crumble implements Disturbance {
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private final LuxCluster cluster;
    private final Crew crew;
    private final Node first;
    private final Node second;

    Crumble(LuxCluster cluster, Node first, Node second) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.first = first;
        this.second = second;
    }

    @Override
    public String kind() {
        return "crumble";
    }

    @Override
    public Set<String> isolated() {
        return crew.all().stream().map(Node::name).collect(Collectors.toSet());
    }

    @Override
    public String begin() throws IOException {
        String without = apart(first, crew.others(first));
        try {
            TimeUnit.NANOSECONDS.sleep(cluster.detection().dividedBy(2).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return without + "; then " + apart(second, crew.others(first, second));
    }

    /** Returns when the others have given it up. */
    private String apart(Node alone, List<Node> others) throws IOException {
        cluster.partition(List.of(alone), others);
        Node other = others.stream()
                .filter(node -> !node.isEdge())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody is left"));
        String proof = Packets.lost(new Link(alone, other));
        Crew.awaitSeen(other, alone, false, cluster.detection().plus(NOTICED));
        return proof + ", and " + other + " gave it up";
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        crew.recover();
    }
}
