package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One edge more, until the end. One that was there before comes again, so that a long run does not collect places. */
final class AddedEdge implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;
    private @Nullable Node added;

    AddedEdge(LuxCluster cluster) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
    }

    @Override
    public String kind() {
        return "add-edge";
    }

    @Override
    public String begin() throws IOException {
        Optional<Node> before =
                cluster.edges().stream().filter(edge -> !edge.isAlive()).findFirst();
        Node edge = before.isPresent() ? before.get() : cluster.addEdge();
        if (before.isPresent()) {
            cluster.start(edge);
        }
        added = edge;
        Node other = crew.otherDataMember();
        Crew.awaitSeen(other, edge, true, Duration.ofSeconds(10));
        return edge + " is ready, and " + other + " sees it";
    }

    @Override
    public void end() throws IOException {
        Node edge = added;
        if (edge != null && edge.isAlive()) {
            cluster.remove(edge);
            Crew.awaitSeen(crew.otherDataMember(), edge, false, Duration.ofSeconds(10));
        }
        crew.recover();
    }
}
