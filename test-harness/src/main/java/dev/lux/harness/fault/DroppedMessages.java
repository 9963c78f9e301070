package dev.lux.harness.fault;

import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * One of so many messages of a kind that a node sends to others is dropped before it reaches the network. Needs load: a
 * message must have been dropped, and the loss been found.
 */
final class DroppedMessages implements Disturbance {
    /** What is dropped. */
    enum Message {
        /** Changes of documents, from owners to edges. */
        UPDATE("updates_resent"),
        /** What owners tell edges once a second, by which interest is renewed and loss is found. */
        BEACON("silence");

        /** What is counted where the loss is found. */
        private final String repair;

        Message(String repair) {
            this.repair = repair;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration FOUND = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);

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
        // Owners find that an update is not acknowledged; who hears no beacon finds that.
        Node finder = message == Message.UPDATE ? victim : Crew.of(cluster).otherDataMember(victim);
        long before = repairs(finder);
        String said = FaultyBroker.tell(
                victim, "drop " + message.text() + " " + oneOf, line -> line.startsWith("dropped " + message.text()));
        if (!Await.until(FOUND, LOOK, () -> repairs(finder) > before)) {
            throw new IOException(finder + " did not find within " + FOUND + " that " + victim + " " + said);
        }
        return victim + " " + said + ", and goes on with one of " + oneOf + "; " + finder + " counts "
                + (repairs(finder) - before) + " of " + message.repair;
    }

    /** 0 when there is no answer. */
    private long repairs(Node node) {
        NodeView view = NodeView.of(node);
        return view == null ? 0 : view.repairs().getOrDefault(message.repair, 0L);
    }

    @Override
    public void end() throws IOException {
        FaultyBroker.tell(victim, "drop nothing", line -> line.startsWith("drops nothing"));
        Crew.of(cluster).recover();
    }
}
