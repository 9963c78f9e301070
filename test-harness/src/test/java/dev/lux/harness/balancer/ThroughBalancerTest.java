package dev.lux.harness.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SseClient;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client sees the same broker through each shipped configuration as without. */
@Timeout(30)
class ThroughBalancerTest {
    @RegisterExtension
    static final BalancedBroker BROKER = new BalancedBroker();

    @ParameterizedTest
    @EnumSource
    void requests_of_every_method_pass(BalancerKind kind) {
        LuxHttp http = BROKER.http(kind);
        String id = BROKER.id("a.b_c:d~e");
        Reply created = http.put(id, "{\"n\":1}", "Idempotency-Key", "k1");
        assertThat(created.status()).isEqualTo(201);
        assertThat(http.put(id, "{\"n\":1}", "Idempotency-Key", "k1").version()).isEqualTo(created.version());
        assertThat(http.patch(id, "application/merge-patch+json", "{\"m\":1.00}")
                        .status())
                .isEqualTo(200);
        assertThat(http.get(id).body()).contains("{\"n\":1,\"m\":1.00}");
        assertThat(http.list("match=" + id + "&limit=5").json().path("count").asInt())
                .isEqualTo(1);
        assertThat(http.batch("[{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":3}]")
                        .status())
                .isEqualTo(200);
        Reply refused = http.put(id, "4", "If-Match", "\"1\"");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().at("/current/data").asInt()).isEqualTo(3);
        assertThat(http.delete(id).status()).isEqualTo(204);
        assertThat(http.get(id).code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @EnumSource
    void a_socket_passes_states_writes_and_close_codes(BalancerKind kind) throws Exception {
        String id = BROKER.id("socket");
        try (LuxSocket socket = BROKER.socket(kind, "/" + id)) {
            socket.next("synced");
            BROKER.http(kind).put(id, "1");
            assertThat(socket.next("state").path("data").asInt()).isEqualTo(1);
            socket.send("{\"type\":\"put\",\"ref\":7,\"id\":\"" + id + "\",\"data\":2}");
            assertThat(socket.next("ack").path("ref").asInt()).isEqualTo(7);
            socket.send("{\"type\":\"auth\",\"token\":\"wrong-credential\"}");
            assertThat(socket.awaitClose(Duration.ofSeconds(5))).isEqualTo(4501);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_upgrade_keeps_its_status(BalancerKind kind) {
        assertThatThrownBy(() -> LuxSocket.open(BROKER.url(kind), "wrong-credential", "/api/lux/stream/x"))
                .isInstanceOfSatisfying(
                        LuxSocket.HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @ParameterizedTest
    @EnumSource
    void events_are_not_held_back(BalancerKind kind) throws Exception {
        String id = BROKER.id("events");
        try (SseClient events = SseClient.open(BROKER.url(kind), BROKER.key(), "/api/lux/stream/" + id)) {
            events.next("synced");
            for (int n = 1; n <= 3; n++) {
                BROKER.http(kind).put(id, Integer.toString(n));
                JsonNode event = events.next(Duration.ofSeconds(1));
                assertThat(event).as("event %d within a second", n).isNotNull();
                assertThat(event.path("data").asInt()).isEqualTo(n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_largest_document_passes_whole_in_every_direction(BalancerKind kind) throws Exception {
        String id = BROKER.id("large");
        String data = "\"" + "€".repeat((BalancedBroker.DOCUMENT_BYTES - 2) / 3) + "\"";
        try (LuxSocket socket = BROKER.socket(kind, "/" + id);
                SseClient events = SseClient.open(BROKER.url(kind), BROKER.key(), "/api/lux/stream/" + id)) {
            socket.next("synced");
            events.next("synced");
            assertThat(BROKER.http(kind).put(id, data).status()).isEqualTo(201);
            assertThat(socket.next("state").path("data").toString()).isEqualTo(data);
            assertThat(events.next("state").path("data").toString()).isEqualTo(data);
            socket.send("{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":" + data + ",\"ref\":1}");
            assertThat(socket.next("ack").path("ref").asInt()).isEqualTo(1);
            assertThat(BROKER.http(kind).get(id).body()).contains(data);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_is_the_broker_that_refuses_what_is_too_large(BalancerKind kind) throws Exception {
        String id = BROKER.id("refused");
        String tooLarge = "\"" + "x".repeat(BalancedBroker.DOCUMENT_BYTES) + "\"";
        assertThat(BROKER.http(kind).put(id, tooLarge).code()).isEqualTo("document_too_large");
        assertThat(BROKER.http(kind).get(id, "X-Long", "x".repeat(9_000)).code())
                .isEqualTo("headers_too_large");
        assertThat(BROKER.http(kind).list("match=" + "x".repeat(17_000)).code()).isEqualTo("uri_too_long");
    }

    @ParameterizedTest
    @EnumSource
    void requests_that_wait_in_one_connection_are_answered_in_order(BalancerKind kind) throws Exception {
        String id = BROKER.id("pipelined");
        byte[][] requests = new byte[40][];
        for (int n = 0; n < requests.length; n++) {
            requests[n] = HttpBytes.json(BROKER.key(), "PUT", "/api/lux/" + id + "-" + n, "{\"data\":" + n + "}");
        }
        try (HttpConnection connection = HttpConnection.open(BROKER.url(kind))) {
            connection.send(HttpBytes.join(requests));
            for (int n = 0; n < requests.length; n++) {
                assertThat(connection.read().json().path("id").asText()).isEqualTo(id + "-" + n);
            }
        }
    }
}
