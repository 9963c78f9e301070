package dev.lux.harness.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is broken in a cluster's network, so that it can be healed. */
final class Breakages {
    private final Network network;
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Node> slow = new ArrayList<>();

    /** One direction in which packets are lost. */
    private record Cut(Node from, Node to) {}

    Breakages(Network network) {
        this.network = network;
    }

    void partition(Collection<Node> one, Collection<Node> other) throws IOException {
        for (Node a : one) {
            for (Node b : other) {
                oneWay(a, b);
                oneWay(b, a);
            }
        }
    }

    void oneWay(Node from, Node to) throws IOException {
        network.block(from.number(), to.number());
        cuts.add(new Cut(from, to));
    }

    void slowLink(Node node, int kilobitsPerSecond, Duration longestWait) throws IOException {
        network.slowDown(node.number(), kilobitsPerSecond, (int) longestWait.toMillis());
        slow.add(node);
    }

    void heal() throws IOException {
        for (Cut cut : cuts) {
            network.unblock(cut.from().number(), cut.to().number());
        }
        cuts.clear();
        for (Node node : slow) {
            network.speedUp(node.number());
        }
        slow.clear();
    }
}
