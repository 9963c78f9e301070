package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;

/**
 * SIGSTOP of an edge that is the oldest member, which replication takes for its master: it decides who belongs to the
 * cluster, although it keeps nothing. Data members that are older are restarted first.
 */
final class OldestPause implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;
    private final Node edge;
    private final Pause pause;

    OldestPause(LuxCluster cluster, Node edge) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.edge = edge;
        this.pause = new Pause("pause-oldest-edge", cluster, edge);
    }

    @Override
    public String kind() {
        return pause.kind();
    }

    @Override
    public String begin() throws IOException {
        String oldest = oldest();
        while (!oldest.equals(edge.place().memberAddress())) {
            cluster.restart(at(oldest));
            crew.recover();
            oldest = oldest();
        }
        return edge + " is the oldest member; " + pause.begin();
    }

    private String oldest() throws IOException {
        Node asked = crew.otherDataMember();
        NodeView view = NodeView.of(asked);
        if (view == null) {
            throw new IOException(asked + " does not answer");
        }
        return view.members().get(0);
    }

    private Node at(String address) {
        return crew.all().stream()
                .filter(node -> node.place().memberAddress().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node at " + address));
    }

    @Override
    public void end() throws IOException {
        pause.end();
    }
}
