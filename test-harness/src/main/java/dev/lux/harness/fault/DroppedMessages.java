package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;

/**
 * One of so many messages of a kind that a node sends to others is dropped before it reaches the network. Needs load: a
 * message must have been dropped.
 */
final class DroppedMessages implements Disturbance {
    /** What is dropped. */
    enum Message {
        /** Changes of documents, from owners to edges. */
        UPDATE,
        /** What owners tell edges once a second, by which interest is renewed and loss is found. */
        BEACON;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final LuxCluster cluster;
    private final Node victim;
    private final Message message;
    private final int oneOf;

    DroppedMessages(LuxCluster cluster, Node victim, Message message, int oneOf) {
        this.cluster = cluster;
        this.victim = victim;
        this.message = message;
        this.oneOf = oneOf;
    }

    @Override
    public String kind() {
        return "drop-" + message.text();
    }

    @Override
    public String begin() throws IOException {
        String said = FaultyBroker.tell(
                victim, "drop " + message.text() + " " + oneOf, line -> line.startsWith("dropped " + message.text()));
        return victim + " " + said + ", and goes on with one of " + oneOf;
    }

    @Override
    public void end() throws IOException {
        FaultyBroker.tell(victim, "drop nothing", line -> line.startsWith("drops nothing"));
        Crew.of(cluster).recover();
    }
}
