package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes as merge patches, for streams that ask for them. */
@Timeout(30)
class DeltasTest {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String FILL = "x".repeat(3_000);

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_change_of_a_large_document_is_a_patch_of_what_was_sent() throws Exception {
        String id = BROKER.id("delta");
        long first = BROKER.http().put(id, large("\"n\":1,\"old\":true")).version();
        try (LuxSocket socket = BROKER.socket("/" + id + "?delta=merge-patch")) {
            assertThat(socket.next("state").path("version").asLong()).isEqualTo(first);
            socket.next("synced");
            long second = BROKER.http()
                    .patch(id, MERGE_PATCH, "{\"n\":1.0,\"old\":null,\"new\":{\"a\":1}}")
                    .version();
            JsonNode patch = socket.next();
            assertThat(patch.path("type").asText()).isEqualTo("patch");
            assertThat(patch.path("version").asLong()).isEqualTo(second);
            assertThat(patch.path("base").asLong()).isEqualTo(first);
            assertThat(patch.path("patch").toString()).isEqualTo("{\"n\":1.0,\"old\":null,\"new\":{\"a\":1}}");
            assertThat(patch.path("meta"))
                    .isEqualTo(BROKER.http().get(id).json().path("meta"));
            long third = BROKER.http()
                    .put(id, large("\"n\":1.0,\"new\":{\"a\":1},\"newer\":2"))
                    .version();
            assertThat(socket.next().path("patch").toString()).isEqualTo("{\"newer\":2}");
            BROKER.http().put(id, large("\"new\":{\"a\":1},\"n\":1.0,\"newer\":2"));
            assertThat(socket.next().path("type").asText())
                    .as("in another order")
                    .isEqualTo("state");
            BROKER.http().delete(id);
            assertThat(socket.next().path("type").asText()).isEqualTo("gone");
            assertThat(BROKER.http().put(id, large("\"n\":1")).version()).isGreaterThan(third);
            assertThat(socket.next().path("type").asText())
                    .as("was gone before")
                    .isEqualTo("state");
        }
    }

    @Test
    void patches_and_whole_states_are_counted_for_streams_that_ask() throws Exception {
        String id = BROKER.id("delta");
        BROKER.http().put(id, large("\"n\":1"));
        try (LuxSocket asks = BROKER.socket("/" + id + "?delta=merge-patch")) {
            asks.next("synced");
            double patches = counted("patch");
            double states = counted("state");
            BROKER.http().patch(id, MERGE_PATCH, "{\"n\":2}");
            asks.next("patch");
            BROKER.http().put(id, "{\"n\":3,\"fill\":\"" + FILL + "\"}");
            asks.next("state");
            // Its socket has had it before it is counted.
            assertThat(Await.until(
                            Duration.ofSeconds(10), () -> counted("patch") > patches && counted("state") > states))
                    .isTrue();
        }
    }

    private static double counted(String form) {
        try {
            return BROKER.process().view().metrics().sum("lux_delta_deliveries_total", "form=\"" + form + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_small_document_and_a_stream_that_does_not_ask_get_whole_states() throws Exception {
        String small = BROKER.id("delta");
        String large = BROKER.id("delta");
        BROKER.http().put(small, "{\"n\":1,\"fill\":\"" + "x".repeat(2_000) + "\"}");
        BROKER.http().put(large, large("\"n\":1"));
        try (LuxSocket asks = BROKER.socket("?id=" + small + "&delta=merge-patch");
                LuxSocket plain = BROKER.socket("?id=" + large)) {
            asks.next("synced");
            plain.next("synced");
            BROKER.http().patch(small, MERGE_PATCH, "{\"n\":2}");
            BROKER.http().patch(large, MERGE_PATCH, "{\"n\":2}");
            assertThat(asks.next().path("data").path("n").asInt()).isEqualTo(2);
            assertThat(plain.next().path("data").path("n").asInt()).isEqualTo(2);
        }
    }

    @Test
    void what_the_client_says_it_has_is_a_base() throws Exception {
        String id = BROKER.id("delta");
        long first = BROKER.http().put(id, large("\"n\":1")).version();
        try (LuxSocket socket = BROKER.socket("/" + id + "?delta=merge-patch&since=" + first)) {
            assertThat(socket.next().path("type").asText()).isEqualTo("synced");
            BROKER.http().patch(id, MERGE_PATCH, "{\"n\":2}");
            assertThat(socket.next().path("base").asLong()).isEqualTo(first);
        }
    }

    @Test
    void a_message_may_ask_for_patches_too() throws Exception {
        String id = BROKER.id("delta");
        BROKER.http().put(id, large("\"n\":1"));
        try (LuxSocket socket = BROKER.socket("")) {
            socket.send("{\"type\":\"subscribe\",\"match\":\"" + id + "\",\"delta\":\"json-patch\",\"ref\":1}");
            assertThat(socket.next("error").path("code").asText()).isEqualTo("invalid_request");
            socket.send("{\"type\":\"subscribe\",\"match\":\"" + id + "\",\"delta\":\"merge-patch\",\"ref\":2}");
            socket.next("synced");
            BROKER.http().patch(id, MERGE_PATCH, "{\"n\":2}");
            assertThat(socket.next().path("patch").toString()).isEqualTo("{\"n\":2}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json-patch", "", "true"})
    void no_other_kind_is_known(String delta) {
        String query = "?match=*&delta=" + delta;
        assertThat(BROKER.http().send("GET", "/api/lux/stream" + query, "", "Accept", "text/event-stream"))
                .satisfies(reply -> {
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.code()).isEqualTo("invalid_request");
                });
        assertThatThrownBy(() -> BROKER.socket(query))
                .isInstanceOfSatisfying(
                        LuxSocket.HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void an_event_stream_may_ask_as_well() throws Exception {
        String id = BROKER.id("delta");
        BROKER.http().put(id, large("\"n\":1"));
        try (SseClient events = BROKER.events("/" + id + "?delta=merge-patch")) {
            events.next("synced");
            long version = BROKER.http().patch(id, MERGE_PATCH, "{\"n\":2}").version();
            assertThat(events.next().path("patch").toString()).isEqualTo("{\"n\":2}");
            assertThat(events.lastEventId()).isEqualTo(Long.toString(version));
        }
    }

    private static String large(String members) {
        ObjectNode data = Json.object().put("fill", FILL);
        data.setAll((ObjectNode) Json.parse("{" + members + "}"));
        return data.toString();
    }
}
