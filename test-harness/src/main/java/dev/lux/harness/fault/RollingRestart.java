package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Nodes are restarted one by one, each when the one before says that it is ready; over when {@link #begin} returns. */
final class RollingRestart implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;
    private final List<Node> nodes;

    RollingRestart(LuxCluster cluster, List<Node> nodes) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.nodes = nodes;
    }

    @Override
    public String kind() {
        return "rolling-restart";
    }

    @Override
    public String begin() throws IOException {
        List<String> proof = new ArrayList<>();
        for (Node node : nodes) {
            long before = node.process().pid();
            cluster.restart(node);
            proof.add(node + " was process " + before + " and is "
                    + node.process().pid());
        }
        return String.join(", ", proof);
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
