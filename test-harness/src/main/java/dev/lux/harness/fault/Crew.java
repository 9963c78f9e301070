package dev.lux.harness.fault;

import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that were there before a fault, and should be there again after it. Does what a supervisor does: a process
 * that has ended gets a successor. One thread.
 */
final class Crew {
    /** A member that was told to come back may have to give up its old cluster first, and copies must be made. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final LuxCluster cluster;
    private final List<Node> all;

    private Crew(LuxCluster cluster, List<Node> all) {
        this.cluster = cluster;
        this.all = all;
    }

    /** Those that are alive now. */
    static Crew of(LuxCluster cluster) {
        return new Crew(cluster, cluster.nodes().stream().filter(Node::isAlive).toList());
    }

    List<Node> all() {
        return all;
    }

    List<Node> dataMembers() {
        return all.stream().filter(node -> !node.isEdge()).toList();
    }

    List<Node> edges() {
        return all.stream().filter(Node::isEdge).toList();
    }

    List<Node> others(Node... left) {
        return all.stream().filter(node -> !Arrays.asList(left).contains(node)).toList();
    }

    /** Some data member that is not one of these. */
    Node otherDataMember(Node... left) {
        return others(left).stream()
                .filter(node -> !node.isEdge())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no other data member"));
    }

    /** Starts what has ended, and returns when all are ready, see all, and every shard has all its copies. */
    void recover() throws IOException {
        List<Node> started = new ArrayList<>();
        boolean whole = Await.until(RECOVERY, LOOK, () -> {
            List<Node> ended = all.stream().filter(node -> !node.isAlive()).toList();
            started.addAll(ended);
            startAgain(ended);
            return missing() == null;
        });
        if (!whole) {
            throw new IOException(
                    "not whole within " + RECOVERY + ", although " + started + " started again: " + missing());
        }
    }

    private void startAgain(List<Node> ended) {
        try {
            if (!ended.isEmpty()) {
                cluster.start(ended);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is not as it was, or {@code null}. */
    private @Nullable String missing() {
        for (Node node : all) {
            NodeView view = NodeView.of(node);
            if (view == null
                    || !view.ready()
                    || view.incomplete() > 0
                    || !all.stream().allMatch(view::sees)) {
                return node + " says " + view;
            }
        }
        return null;
    }

    /** Returns when another node has, or has no longer, a node among its members. */
    static void awaitSeen(Node by, Node node, boolean seen, Duration atMost) throws IOException {
        boolean happened = Await.until(atMost, LOOK, () -> {
            NodeView view = NodeView.of(by);
            return view != null && view.sees(node) == seen;
        });
        if (!happened) {
            throw new IOException(by + (seen ? " does not see " : " still sees ") + node + " after " + atMost);
        }
    }
}
