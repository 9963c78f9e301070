package dev.lux.harness.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.Watcher;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscriber to {@code incident-*} over 5,000 documents. */
@Timeout(60)
class LargePrefixTest {
    private static final int DOCUMENTS = 5_000;
    private static final Map<String, Long> VERSIONS = new ConcurrentHashMap<>();

    /** Of its own: nobody else's documents have the prefix there. */
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker(Launch.broker().env("LUX_LOG_LEVEL", "WARN"));

    @BeforeAll
    static void five_thousand_incidents() {
        for (int from = 0; from < DOCUMENTS; from += 100) {
            writeHundred(from, "triage");
        }
        assertThat(VERSIONS).hasSize(DOCUMENTS);
    }

    @Test
    void all_come_then_synced_with_their_number_then_every_change() throws Exception {
        try (LuxSocket socket = BROKER.socket("?match=incident-*")) {
            Set<String> seen = new HashSet<>();
            JsonNode frame = socket.next();
            for (; frame.path("type").asText().equals("state"); frame = socket.next()) {
                assertThat(seen.add(frame.path("id").asText())).as("sent once").isTrue();
            }
            assertThat(frame.path("type").asText()).isEqualTo("synced");
            assertThat(frame.path("count").asInt()).isEqualTo(DOCUMENTS);
            assertThat(seen).isEqualTo(VERSIONS.keySet());

            Set<String> changed = ConcurrentHashMap.newKeySet();
            try (Watcher watcher = new Watcher("incidents", socket, 0, each -> {
                if (each.at("/data/status").asText().equals("mitigating")) {
                    changed.add(each.path("id").asText());
                }
            })) {
                for (int from = 0; from < DOCUMENTS; from += 100) {
                    writeHundred(from, "mitigating");
                }
                assertThat(Await.until(Duration.ofSeconds(5), () -> changed.size() == DOCUMENTS))
                        .as(changed.size() + " of " + DOCUMENTS + " changes came")
                        .isTrue();
                assertThat(watcher.violations()).isEmpty();
                VERSIONS.forEach(
                        (id, version) -> assertThat(watcher.version(id)).isEqualTo(version));
            }
        }
    }

    @Test
    void the_list_counts_them_too() {
        assertThat(BROKER.http()
                        .list("match=incident-*&limit=1")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(DOCUMENTS);
    }

    private static void writeHundred(int from, String status) {
        StringBuilder writes = new StringBuilder("[");
        for (int i = from; i < from + 100; i++) {
            writes.append(i == from ? "" : ",")
                    .append("{\"type\":\"put\",\"id\":\"incident-INC-")
                    .append(i)
                    .append("\",\"data\":{\"ticket\":\"INC-")
                    .append(i)
                    .append("\",\"status\":\"")
                    .append(status)
                    .append("\",\"owner\":\"operator-a\"}}");
        }
        Reply reply = BROKER.http().batch(writes.append(']').toString());
        for (JsonNode result : reply.json().path("results")) {
            VERSIONS.put(result.path("id").asText(), result.path("version").asLong());
        }
    }
}
