package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGKILL, one right after the other. */
final class Kill implements Disturbance {
    private static final int BY_SIGKILL = 128 + 9;
    private static final Duration DEATH = Duration.ofSeconds(10);
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final String kind;
    private final LuxCluster cluster;
    private final Crew crew;
    private final List<Node> victims;

    Kill(String kind, LuxCluster cluster, List<Node> victims) {
        this.kind = kind;
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victims = victims;
    }

    @Override
    public String kind() {
        return kind;
    }

    /** A shard has a copy fewer than half of the data members, rounded up. */
    @Override
    public boolean losesState() {
        return victims.stream().filter(node -> !node.isEdge()).count() > cluster.size() / 2;
    }

    @Override
    public String begin() throws IOException {
        long start = System.nanoTime();
        cluster.kill(victims.toArray(Node[]::new));
        List<String> ends = new ArrayList<>();
        for (Node victim : victims) {
            int code = victim.process().awaitExit(DEATH);
            if (code != BY_SIGKILL) {
                throw new IOException(victim + " ended with " + code + ", not by the signal");
            }
            ends.add(victim + " (process " + victim.process().pid() + ") ended with " + code);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(TOGETHER) > 0) {
            throw new IOException("dying took " + took + ", which is more than " + TOGETHER);
        }
        return String.join(", ", ends) + ", within " + took.toMillis() + " ms";
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
