package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.document.Pattern;
import dev.lux.json.JsonTree;
import dev.lux.replica.View;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Hub, interest, owners and store together on one real node. Each test has documents of its own. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubTest {
    private static final int ROUNDS = 100;
    private static final Duration LONG = Duration.ofSeconds(20);

    private NodeUnderTest node;

    @BeforeAll
    void start() {
        node = new NodeUnderTest();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** A stream that takes everything at once and applies it as a client does. All on the hub's event loop. */
    private static final class Client implements Sink {
        /** Live documents as sent, by version. */
        private final Map<String, Long> held = new TreeMap<>();

        private final Map<String, Long> newest = new HashMap<>();
        private final List<String> faults = new ArrayList<>();
        private int synced;

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void write(byte[] bytes, long version) {
            JsonNode frame = JsonTree.read(bytes);
            String id = frame.path("id").asText();
            switch (frame.path("type").asText()) {
                case "state" -> {
                    rises(id, version, frame);
                    held.put(id, version);
                }
                case "gone" -> {
                    rises(id, version, frame);
                    if (held.remove(id) == null) {
                        faults.add("never told: " + frame);
                    }
                }
                case "synced" -> {
                    synced++;
                    if (frame.path("count").asInt() != held.size()) {
                        faults.add("holds " + held + ": " + frame);
                    }
                }
                default -> faults.add("unexpected: " + frame);
            }
        }

        private void rises(String id, long version, JsonNode frame) {
            Long before = newest.put(id, version);
            if (before != null && before >= version) {
                faults.add("after " + before + ": " + frame);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void pauseReading(boolean pause) {}
    }

    private Future<Void> subscribe(Outbox outbox, String match) {
        return node.hub().subscribe(outbox, new Subscription(Pattern.parse(match), null, Map.of()));
    }

    @Test
    void aSubscriptionHasNoGapWhileDocumentsAreWritten() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("HubTest seed " + seed);
        Random random = new Random(seed);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                race(round, random, writer);
            }
        } finally {
            writer.shutdownNow();
        }
        awaitNothingRegistered("r");
    }

    private void race(int round, Random random, ExecutorService writer) throws Exception {
        String prefix = "r" + round + "-";
        long writes = random.nextLong();
        java.util.concurrent.Future<Map<String, Long>> writing = writer.submit(() -> write(prefix, new Random(writes)));
        List<Client> clients = new ArrayList<>();
        List<Outbox> outboxes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client client = new Client();
            Outbox outbox = node.call(() -> node.hub().open(View.WHOLE, client));
            // Another pattern for the same documents, so that one hub has several groups of them.
            String match = random.nextBoolean() ? prefix + "*" : prefix + "d*";
            Future<Void> subscribing = node.ask(() -> subscribe(outbox, match));
            if (random.nextInt(4) == 0) {
                NodeUnderTest.await(subscribing);
                node.run(() -> node.hub().close(outbox));
            } else {
                clients.add(client);
                outboxes.add(outbox);
            }
        }
        Map<String, Long> expected = writing.get(20, TimeUnit.SECONDS);
        for (Client client : clients) {
            Awaitility.await("round " + round + ": everything written is held")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() ->
                            assertThat(node.call(() -> Map.copyOf(client.held))).isEqualTo(expected));
            assertThat(node.call(() -> List.copyOf(client.faults)))
                    .as("round %d", round)
                    .isEmpty();
            assertThat(node.call(() -> client.synced)).isEqualTo(1);
        }
        node.run(() -> outboxes.forEach(node.hub()::close));
    }

    /** @return versions of the live documents at the end */
    private Map<String, Long> write(String prefix, Random random) {
        Map<String, Long> live = new TreeMap<>();
        for (int i = 0; i < 15; i++) {
            String id = prefix + "d" + random.nextInt(4);
            boolean delete = live.containsKey(id) && random.nextBoolean();
            long version = node.write(id, delete);
            if (delete) {
                live.remove(id);
            } else {
                live.put(id, version);
            }
        }
        return live;
    }

    @Test
    void aSnapshotIsNotBehindAnAckThatCameBeforeIt() {
        Client first = new Client();
        Outbox outbox = node.call(() -> node.hub().open(View.WHOLE, first));
        NodeUnderTest.await(node.ask(() -> subscribe(outbox, "s*")));
        for (int i = 0; i < 50; i++) {
            long version = node.write("s1", false);
            Client client = new Client();
            Outbox mine = node.call(() -> node.hub().open(View.WHOLE, client));
            String match = i(i);
            NodeUnderTest.await(node.ask(() -> subscribe(mine, match)));
            awaitSent(() -> client.synced == 1);
            assertThat(node.call(() -> Map.copyOf(client.held)))
                    .as("subscription %d", i)
                    .containsEntry("s1", version);
            node.run(() -> node.hub().close(mine));
        }
        node.run(() -> node.hub().close(outbox));
        awaitNothingRegistered("s");
    }

    /** A pattern that the hub has, and one that it has not. */
    private static String i(int number) {
        return number % 2 == 0 ? "s*" : "s1";
    }

    @Test
    void aNamedVersionOfAnAbsentDocumentIsGone() {
        long live = node.write("n1", false);
        long deleted = node.write("n1", true);
        ScriptedSink sink = new ScriptedSink();
        Outbox outbox = node.call(() -> node.hub().open(View.WHOLE, sink));
        Subscription subscription = new Subscription(Pattern.parse("n*"), null, Map.of("n1", live));
        NodeUnderTest.await(node.ask(() -> node.hub().subscribe(outbox, subscription)));
        List<String> sent = new ArrayList<>();
        awaitSent(() -> sent.addAll(sink.inShort()) && sent.size() == 2);
        assertThat(sent).containsExactly("gone n1 " + deleted, "synced n* 0");
        node.run(() -> node.hub().close(outbox));
    }

    /** @param all is asked on the hub's event loop */
    private void awaitSent(Supplier<Boolean> all) {
        Awaitility.await("what is subscribed is sent").atMost(LONG).until(() -> node.call(all));
    }

    private void awaitNothingRegistered(String prefix) {
        Awaitility.await("interest is released")
                .atMost(LONG)
                .until(() -> node.registered().stream()
                        .noneMatch(pattern -> pattern.text().startsWith(prefix)));
    }
}
