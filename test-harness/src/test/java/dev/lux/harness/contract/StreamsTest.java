package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions on a WebSocket: snapshot, synced, changes, since, gone. */
@Timeout(30)
class StreamsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_subscriber_gets_the_state_then_synced_then_changes() throws Exception {
        String id = BROKER.id("s");
        long first = BROKER.http().put(id, "{\"n\":1.0}").version();
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            JsonNode state = socket.next();
            assertThat(state.path("type").asText()).isEqualTo("state");
            assertThat(state.path("id").asText()).isEqualTo(id);
            assertThat(state.path("version").asLong()).isEqualTo(first);
            assertThat(state.path("data").toString()).isEqualTo("{\"n\":1.0}");
            assertThat(state.path("meta").path("by").asText()).isNotEmpty();
            JsonNode synced = socket.next();
            assertThat(synced.path("type").asText()).isEqualTo("synced");
            assertThat(synced.path("count").asInt()).isEqualTo(1);
            assertThat(synced.path("match").asText()).isEqualTo(id);
            long second = BROKER.http().put(id, "2").version();
            assertThat(socket.next("state").path("version").asLong()).isEqualTo(second);
        }
    }

    @Test
    void an_absent_document_is_synced_with_none_and_then_appears() throws Exception {
        String id = BROKER.id("s");
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            assertThat(socket.next().path("count").asInt(-1)).isZero();
            BROKER.http().put(id, "1");
            assertThat(socket.next().path("type").asText()).isEqualTo("state");
        }
    }

    @Test
    void one_stream_takes_several_ids_and_patterns() throws Exception {
        String prefix = BROKER.id("s") + "-";
        BROKER.http().put(prefix + "1", "1");
        BROKER.http().put(prefix + "2", "1");
        String other = BROKER.id("s");
        BROKER.http().put(other, "1");
        try (LuxSocket socket = BROKER.socket("?match=" + prefix + "*&id=" + other)) {
            List<String> ids = new ArrayList<>();
            for (int synced = 0; synced < 2; ) {
                JsonNode frame = socket.next();
                if (frame.path("type").asText().equals("synced")) {
                    assertThat(frame.path("count").asInt())
                            .isEqualTo(frame.path("match").asText().equals(other) ? 1 : 2);
                    synced++;
                } else {
                    ids.add(frame.path("id").asText());
                }
            }
            assertThat(ids).containsExactlyInAnyOrder(prefix + "1", prefix + "2", other);
        }
    }

    @Test
    void overlapping_subscriptions_send_a_document_once() throws Exception {
        String prefix = BROKER.id("s") + "-";
        BROKER.http().put(prefix + "1", "1");
        try (LuxSocket socket = BROKER.socket("")) {
            subscribe(socket, prefix + "*", "");
            assertThat(socket.next().path("type").asText()).isEqualTo("state");
            assertThat(socket.next().path("count").asInt()).isEqualTo(1);
            subscribe(socket, prefix + "1", "");
            JsonNode second = socket.next();
            assertThat(second.path("type").asText()).isEqualTo("synced");
            assertThat(second.path("count").asInt()).isEqualTo(1);
            BROKER.http().put(prefix + "1", "2");
            BROKER.http().put(prefix + "end", "3");
            assertThat(socket.next().path("id").asText()).isEqualTo(prefix + "1");
            assertThat(socket.next().path("id").asText()).isEqualTo(prefix + "end");
        }
    }

    @Test
    void after_unsubscribe_nothing_more_comes() throws Exception {
        String id = BROKER.id("s");
        String other = BROKER.id("s");
        try (LuxSocket socket = BROKER.socket("")) {
            subscribe(socket, id, "");
            subscribe(socket, other, "");
            socket.next("synced");
            socket.next("synced");
            socket.send("{\"type\":\"unsubscribe\",\"match\":\"" + id + "\"}");
            // A message that is answered after it shows that it was taken.
            socket.send("{\"type\":\"put\",\"ref\":1,\"id\":\"" + BROKER.id("s") + "\",\"data\":1}");
            socket.next("ack");
            BROKER.http().put(id, "1");
            BROKER.http().put(other, "1");
            assertThat(socket.next().path("id").asText()).isEqualTo(other);
        }
    }

    @Test
    void a_ref_comes_back_as_it_was() throws Exception {
        String id = BROKER.id("s");
        try (LuxSocket socket = BROKER.socket("")) {
            socket.send("{\"type\":\"subscribe\",\"match\":\"" + id + "\",\"ref\":\"text ref\"}");
            assertThat(socket.next("synced").path("ref").asText()).isEqualTo("text ref");
            socket.send("{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":1,\"ref\":9007199254740991}");
            assertThat(socket.next("ack").path("ref").asLong()).isEqualTo(9007199254740991L);
        }
    }

    @Test
    void writes_over_the_socket_are_acknowledged_and_seen_by_their_writer() throws Exception {
        String id = BROKER.id("s");
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            socket.next("synced");
            socket.send("{\"type\":\"put\",\"ref\":1,\"id\":\"" + id + "\",\"data\":{\"a\":1}}");
            List<JsonNode> frames = List.of(socket.next(), socket.next());
            assertThat(frames)
                    .extracting(frame -> frame.path("type").asText())
                    .containsExactlyInAnyOrder("ack", "state");
            assertThat(frames.get(0).path("version")).isEqualTo(frames.get(1).path("version"));
            socket.send("{\"type\":\"patch\",\"ref\":2,\"id\":\"" + id + "\",\"data\":{\"b\":2}}");
            assertThat(socket.next("state").path("data").toString()).isEqualTo("{\"a\":1,\"b\":2}");
            socket.send("{\"type\":\"patch\",\"format\":\"json-patch\",\"id\":\"" + id
                    + "\",\"data\":[{\"op\":\"remove\",\"path\":\"/a\"}]}");
            assertThat(socket.next("state").path("data").toString()).isEqualTo("{\"b\":2}");
            socket.send("{\"type\":\"delete\",\"ref\":3,\"id\":\"" + id + "\"}");
            JsonNode gone = socket.next("gone");
            assertThat(gone.path("reason").asText()).isEqualTo("deleted");
            assertThat(gone.path("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void a_refused_write_is_an_error_frame_with_the_current_state() throws Exception {
        String id = BROKER.id("s");
        long version = BROKER.http().put(id, "{\"a\":1}").version();
        try (LuxSocket socket = BROKER.socket("")) {
            socket.send("{\"type\":\"put\",\"ref\":7,\"id\":\"" + id + "\",\"data\":2,\"ifVersion\":1}");
            JsonNode error = socket.next();
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("ref").asInt()).isEqualTo(7);
            assertThat(error.path("code").asText()).isEqualTo("version_conflict");
            assertThat(error.path("status").asInt()).isEqualTo(412);
            assertThat(error.path("retry").isBoolean()).isTrue();
            assertThat(error.path("id").asText()).isEqualTo(id);
            assertThat(error.at("/current/version").asLong()).isEqualTo(version);
            socket.send("{\"type\":\"put\",\"ref\":8,\"id\":\"" + id + "\",\"data\":2,\"guard\":{\"/a\":[5]}}");
            JsonNode guard = socket.next();
            assertThat(guard.path("code").asText()).isEqualTo("guard_failed");
            assertThat(guard.at("/failedGuards/0").asText()).isEqualTo("/a");
        }
    }

    @Test
    void what_the_client_has_is_not_sent_again() throws Exception {
        String prefix = BROKER.id("s") + "-";
        long kept = BROKER.http().put(prefix + "kept", "1").version();
        long old = BROKER.http().put(prefix + "changed", "1").version();
        long deleted = BROKER.http().put(prefix + "deleted", "1").version();
        long changed = BROKER.http().put(prefix + "changed", "2").version();
        BROKER.http().delete(prefix + "deleted");
        try (LuxSocket socket = BROKER.socket("")) {
            subscribe(
                    socket,
                    prefix + "*",
                    "\"" + prefix + "kept\":" + kept + ",\"" + prefix + "changed\":" + old + ",\"" + prefix
                            + "deleted\":" + deleted);
            List<String> seen = new ArrayList<>();
            JsonNode frame = socket.next();
            for (; !frame.path("type").asText().equals("synced"); frame = socket.next()) {
                assertThat(frame.has("reset")).as(frame.toString()).isFalse();
                seen.add(frame.path("type").asText() + " " + frame.path("id").asText());
                if (frame.path("type").asText().equals("state")) {
                    assertThat(frame.path("version").asLong()).isEqualTo(changed);
                }
            }
            assertThat(seen).containsExactlyInAnyOrder("state " + prefix + "changed", "gone " + prefix + "deleted");
            assertThat(frame.path("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void a_since_above_what_the_owner_holds_is_reset() throws Exception {
        String id = BROKER.id("s");
        String absent = BROKER.id("s");
        long version = BROKER.http().put(id, "1").version();
        try (LuxSocket socket = BROKER.socket("")) {
            subscribe(socket, id, "\"" + id + "\":9007199254740991");
            JsonNode state = socket.next();
            assertThat(state.path("type").asText()).isEqualTo("state");
            assertThat(state.path("version").asLong()).isEqualTo(version);
            assertThat(state.path("reset").asBoolean()).isTrue();
            socket.next("synced");
            subscribe(socket, absent, "\"" + absent + "\":9007199254740991");
            JsonNode gone = socket.next();
            assertThat(gone.path("type").asText()).isEqualTo("gone");
            assertThat(gone.path("reset").asBoolean()).isTrue();
        }
    }

    @Test
    void gone_comes_only_for_what_the_socket_was_told_of_or_named() throws Exception {
        String prefix = BROKER.id("s") + "-";
        BROKER.http().put(prefix + "deleted", "1");
        BROKER.http().delete(prefix + "deleted");
        try (LuxSocket socket = BROKER.socket("?match=" + prefix + "*")) {
            JsonNode first = socket.next();
            assertThat(first.path("type").asText()).isEqualTo("synced");
            assertThat(first.path("count").asInt(-1)).isZero();
            BROKER.http().delete(prefix + "deleted");
            BROKER.http().put(prefix + "new", "1");
            assertThat(socket.next().path("id").asText()).isEqualTo(prefix + "new");
            BROKER.http().delete(prefix + "new");
            JsonNode gone = socket.next();
            assertThat(gone.path("type").asText()).isEqualTo("gone");
            assertThat(gone.path("id").asText()).isEqualTo(prefix + "new");
        }
    }

    @Test
    void a_snapshot_is_never_behind_an_acknowledgement() throws Exception {
        String id = BROKER.id("s");
        try (LuxSocket socket = BROKER.socket("")) {
            for (int i = 0; i < 50; i++) {
                long version = BROKER.http().put(id, Integer.toString(i)).version();
                subscribe(socket, id, "");
                assertThat(socket.next("state").path("version").asLong()).isEqualTo(version);
                socket.next("synced");
                socket.send("{\"type\":\"unsubscribe\",\"match\":\"" + id + "\"}");
            }
        }
    }

    @Test
    void nothing_comes_without_a_reason() throws Exception {
        try (LuxSocket socket = BROKER.socket("")) {
            assertThat(socket.next(Duration.ofMillis(500))).isNull();
        }
    }

    private static void subscribe(LuxSocket socket, String match, String since) throws Exception {
        socket.send("{\"type\":\"subscribe\",\"match\":\"" + match + "\""
                + (since.isEmpty() ? "" : ",\"since\":{" + since + "}") + "}");
    }
}
