package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;

/** Every node is told to stop at once; at the end all are started, and know nothing. */
final class StopAll implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;

    StopAll(LuxCluster cluster) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
    }

    @Override
    public String kind() {
        return "stop-all";
    }

    @Override
    public boolean losesState() {
        return true;
    }

    @Override
    public String begin() throws IOException {
        cluster.stopAll();
        if (crew.all().stream().anyMatch(Node::isAlive)) {
            throw new IOException("some node is alive");
        }
        return crew.all() + " ended with 0";
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
