package dev.lux.harness.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that stops reading is never cut, costs no more than its documents, and hurts no one else. */
@Timeout(120)
@WholeMachine
class SlowSocketTest {
    private static final int WRITES = 10_000;
    private static final int WINDOW = 50;
    private static final String PADDING = "x".repeat(2_000);
    /** 10,000 states of 2 KB would be 20 MB; this leaves room for noise, and none for those. */
    private static final long HEAP_BOUND = 8 << 20;

    private static BrokerProcess broker;
    private final Map<String, Integer> written = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        broker = Launch.broker().start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void ten_thousand_writes_to_one_document() throws Exception {
        passBy("slow-one", 1);
    }

    @Test
    void ten_thousand_writes_to_a_hundred_documents() throws Exception {
        passBy("slow-hundred", 100);
    }

    private void passBy(String prefix, int documents) throws Exception {
        write(prefix, documents, documents);
        try (LuxSocket slow = LuxSocket.open(
                        broker.url(),
                        4_096,
                        "/api/lux/stream?match=" + prefix + "-*",
                        "Authorization",
                        "Bearer " + broker.key());
                Watcher healthy = new Watcher(
                        "healthy",
                        LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream?match=" + prefix + "-*"),
                        1,
                        frame -> {})) {
            slow.next("synced");
            healthy.awaitSynced(Duration.ofSeconds(5));
            write(prefix, documents, 1_000);
            long before = broker.view().liveHeapBytes();
            Map<String, Long> newest = write(prefix, documents, WRITES);
            long grown = broker.view().liveHeapBytes() - before;

            assertThat(Await.until(
                            Duration.ofSeconds(1),
                            () -> newest.entrySet().stream()
                                    .allMatch(each -> each.getValue().equals(healthy.version(each.getKey())))))
                    .as("the other subscriber is current within a second")
                    .isTrue();
            assertThat(healthy.violations()).isEmpty();
            assertThat(grown).as("live heap grown by %d KB", grown >> 10).isLessThan(HEAP_BOUND);
            readAll(slow, documents, newest);
        }
    }

    /** What was buffered, in order, then the newest of each document, with the numbers of what was left out. */
    private static void readAll(LuxSocket slow, int documents, Map<String, Long> newest) throws IOException {
        Map<String, Long> versions = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        long frames = 0;
        long skippedInAll = 0;
        while (!versions.equals(newest)) {
            JsonNode frame = slow.next();
            assertThat(frame.path("type").asText()).isEqualTo("state");
            frames++;
            String id = frame.path("id").asText();
            long version = frame.path("version").asLong();
            long number = frame.at("/data/n").asLong();
            long skipped = frame.path("skipped").asLong();
            Long versionBefore = versions.put(id, version);
            Long numberBefore = numbers.put(id, number);
            if (versionBefore != null && versionBefore >= version) {
                wrong.add(id + " went back from " + versionBefore + " to " + version);
            }
            // Each document's writes are numbered, so what is missing can be counted.
            long missing = numberBefore == null ? 0 : number - numberBefore - 1;
            if (numberBefore != null && (skipped > missing || (missing > 0 && skipped == 0))) {
                wrong.add(id + ": skipped " + skipped + " from number " + numberBefore + " to " + number);
            }
            skippedInAll += skipped;
        }
        assertThat(wrong).isEmpty();
        assertThat(frames).as("frames that a slow socket got").isLessThan(WRITES / 2);
        assertThat(skippedInAll).isPositive().isLessThanOrEqualTo(WRITES + 1_000);
        System.out.printf("slow socket, %d documents: %d frames, skipped %d%n", documents, frames, skippedInAll);
    }

    /** Round-robin over the documents, each write with its document's next number. Returns the newest versions. */
    private Map<String, Long> write(String prefix, int documents, int writes) throws IOException {
        Map<String, Long> newest = new HashMap<>();
        try (HttpConnection connection = HttpConnection.open(broker.url())) {
            for (int from = 0; from < writes; from += WINDOW) {
                int size = Math.min(WINDOW, writes - from);
                byte[][] requests = new byte[size][];
                for (int i = 0; i < size; i++) {
                    String id = prefix + "-" + (from + i) % documents;
                    int n = written.merge(id, 1, Integer::sum);
                    String data = "{\"n\":" + n + ",\"padding\":\"" + PADDING + "\"}";
                    requests[i] = HttpBytes.json(broker.key(), "PUT", "/api/lux/" + id, "{\"data\":" + data + "}");
                }
                connection.send(HttpBytes.join(requests));
                for (int i = 0; i < size; i++) {
                    JsonNode ack = connection.read().json();
                    newest.put(ack.path("id").asText(), ack.path("version").asLong());
                }
            }
        }
        return newest;
    }
}
