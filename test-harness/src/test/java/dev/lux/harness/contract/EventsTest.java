package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.SseClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Server-Sent Events. */
@Timeout(20)
class EventsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_stream_of_one_document_carries_its_versions_as_event_ids() throws Exception {
        String id = BROKER.id("sse");
        long first = BROKER.http().put(id, "{\"text\":\"line\\nbreak ü\"}").version();
        try (SseClient events = BROKER.events("/" + id)) {
            assertThat(events.head().header("content-type")).startsWith("text/event-stream");
            assertThat(events.head().header("cache-control")).contains("no-cache");
            JsonNode state = events.next("state");
            assertThat(state.path("version").asLong()).isEqualTo(first);
            assertThat(state.path("data").path("text").asText()).isEqualTo("line\nbreak ü");
            assertThat(events.lastEventId()).isEqualTo(Long.toString(first));
            assertThat(events.next().path("type").asText()).isEqualTo("synced");
            long second = BROKER.http().put(id, "2").version();
            assertThat(events.next("state").path("version").asLong()).isEqualTo(second);
            assertThat(events.lastEventId()).isEqualTo(Long.toString(second));
            BROKER.http().delete(id);
            assertThat(events.next("gone").path("version").asLong()).isGreaterThan(second);
        }
    }

    @Test
    void a_stream_of_one_document_resumes_with_the_last_event_id() throws Exception {
        String id = BROKER.id("sse");
        long version = BROKER.http().put(id, "1").version();
        try (SseClient events = BROKER.events("/" + id, "Last-Event-ID", Long.toString(version))) {
            assertThat(events.next().path("type").asText()).isEqualTo("synced");
        }
        long newer = BROKER.http().put(id, "2").version();
        try (SseClient events = BROKER.events("/" + id, "Last-Event-ID", Long.toString(version))) {
            assertThat(events.next().path("version").asLong()).isEqualTo(newer);
        }
        BROKER.http().delete(id);
        try (SseClient events = BROKER.events("/" + id, "Last-Event-ID", Long.toString(newer))) {
            assertThat(events.next().path("type").asText()).isEqualTo("gone");
        }
    }

    @Test
    void a_stream_of_a_prefix_counts() throws Exception {
        String prefix = BROKER.id("sse") + "-";
        BROKER.http().put(prefix + "1", "1");
        BROKER.http().put(prefix + "2", "1");
        try (SseClient events = BROKER.events("?match=" + prefix + "*")) {
            assertThat(events.next().path("type").asText()).isEqualTo("state");
            assertThat(events.lastEventId()).isEmpty();
            assertThat(events.next().path("type").asText()).isEqualTo("state");
            assertThat(events.next().path("count").asInt()).isEqualTo(2);
            BROKER.http().put(prefix + "3", "1");
            assertThat(events.next().path("id").asText()).isEqualTo(prefix + "3");
        }
    }
}
