package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.replica.ReceivingEdge;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The stream of an owner to an edge over a channel that loses, doubles and reorders, in both directions: the edge takes
 * every update once and in order, and has the newest states when the channel is good again.
 */
@Timeout(60)
class LossyChannelTest {
    private static final int CHANNELS = 1_000;

    @Test
    void theEdgeEndsWithTheNewestStates() {
        for (int seed = 0; seed < CHANNELS; seed++) {
            new Channel(seed).run();
        }
    }

    private static final class Channel {
        private final int seed;
        private final Random random;
        private final EdgeStream sender = new EdgeStream("owner", 7);
        private final ReceivingEdge edge = new ReceivingEdge();
        private final Map<String, DocumentState> committed = new TreeMap<>();
        private final List<Update> updates = new ArrayList<>();
        private final List<Long> acks = new ArrayList<>();
        private long commits;
        private long version;

        Channel(int seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        void run() {
            for (int step = 0; step < 200; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> commit();
                    case 2 -> sender.take(this::newest).forEach(this::send);
                    case 3 -> deliver();
                    case 4 -> acknowledge();
                    default -> sender.unacknowledged().forEach(this::send);
                }
            }
            Future<Void> reached = edge.reached(settle());
            assertThat(edge.newest()).as("seed %d", seed).isEqualTo(committed);
            assertThat(edge.states()).as("states of seed %d", seed).isEqualTo(commits);
            assertThat(sender.unacknowledged()).as("seed %d", seed).isEmpty();
            assertThat(reached.succeeded()).as("seed %d", seed).isTrue();
        }

        private OwnerState.Held newest(String id) {
            return new OwnerState.Held(3, committed.getOrDefault(id, DocumentState.absent(id, 0)));
        }

        private void commit() {
            String id = List.of("a1", "a2", "b").get(random.nextInt(3));
            byte[] data = random.nextInt(4) == 0 ? null : new byte[] {'1'};
            DocumentState state = new DocumentState(id, ++version, data, 0, "me");
            int replaced = random.nextInt(3);
            sender.changed(id, replaced);
            committed.put(id, state);
            commits += 1 + replaced;
        }

        private void send(Update update) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                updates.add(random.nextInt(updates.size() + 1), update);
            }
        }

        private void deliver() {
            if (!updates.isEmpty()) {
                long ack = edge.take(updates.remove(0));
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    acks.add(random.nextInt(acks.size() + 1), ack);
                }
            }
        }

        private void acknowledge() {
            if (!acks.isEmpty()) {
                sender.acknowledged(acks.remove(0));
            }
        }

        /** The channel is good from now on. @return the last position */
        private long settle() {
            while (sender.hasDirty() || !sender.unacknowledged().isEmpty()) {
                sender.take(this::newest);
                sender.unacknowledged().forEach(update -> sender.acknowledged(edge.take(update)));
            }
            return sender.position().result();
        }
    }
}
