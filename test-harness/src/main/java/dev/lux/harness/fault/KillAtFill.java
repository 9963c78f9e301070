package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/**
 * A copy is killed, and an owner halts at the instant at which the cluster says that a shard of it has all its copies
 * again: whoever has the new copy may not have its records yet.
 */
final class KillAtFill implements Disturbance {
    /** With which the broker says by its end why it ended. */
    static final int HALTED = 77;

    private final LuxCluster cluster;
    private final Crew crew;
    private final Node copy;
    private final Node owner;

    KillAtFill(LuxCluster cluster, Node copy, Node owner) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.copy = copy;
        this.owner = owner;
    }

    @Override
    public String kind() {
        return "kill-at-fill";
    }

    @Override
    public boolean losesState() {
        return cluster.size() / 2 < 2;
    }

    @Override
    public String begin() throws IOException {
        FaultyBroker.tell(owner, "halt-at-fill", line -> line.startsWith("halts when"));
        cluster.kill(copy);
        int code = owner.process().awaitExit(Duration.ofSeconds(60));
        if (code != HALTED) {
            throw new IOException(owner + " ended with " + code + ", not because a slot was filled");
        }
        return copy + " was killed, and " + owner + " ended with " + code + " when a slot was filled";
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
