package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.CloseCode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SocketClosedException;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a credential allows, over every way in, and what becomes of open streams when it ends. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class AuthorizationTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker(DevToken.BROKER);

    private static LuxHttp as(String scope) {
        return new LuxHttp(BROKER.process().url(), DevToken.of("operator-a", scope));
    }

    private static LuxSocket socket(String token, String rest) throws IOException {
        return LuxSocket.open(BROKER.process().url(), token, "/api/lux/stream" + rest);
    }

    private static LuxSocket anonymous(String rest) throws IOException {
        return LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream" + rest, "Sec-WebSocket-Protocol", "lux.v1");
    }

    private static String auth(String token) {
        return "{\"type\":\"auth\",\"ref\":1,\"token\":\"" + token + "\"}";
    }

    @Test
    void a_token_writes_under_its_name() {
        String id = BROKER.id("incident");
        assertThat(as("write:incident-*").put(id, "1").status()).isEqualTo(201);
        assertThat(as("read:incident-*").get(id).json().path("meta").path("by").asText())
                .isEqualTo("operator-a");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/lux/other,read:incident-*",
        "GET,/api/lux/other?wait=1s,read:incident-*",
        "DELETE,/api/lux/other,write:incident-*",
        "GET,/api/lux?match=*,read:incident-* list:incident-*",
        "GET,/api/lux?match=incident-*,read:incident-*",
        "GET,/api/lux/stream/other,read:incident-*",
        "GET,/api/lux/stream?match=incident-*&id=other,read:incident-*",
        "GET,/api/lux/stream?match=*,read:incident-*",
        "GET,/api/lux/_cluster,read:* write:* list:*",
        "GET,/api/lux/_verify,read:* write:* list:*",
        "GET,/api/lux/_verify?match=*,admin:incident-*"
    })
    void what_no_scope_contains_is_403(String method, String path, String scope) {
        Reply reply = as(scope).send(method, path, "");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("forbidden");
    }

    @Test
    void administration_is_for_who_has_the_right() {
        assertThat(as("admin:*").send("GET", "/api/lux/_cluster", "").status()).isEqualTo(200);
        assertThat(as("admin:incident-*")
                        .send("GET", "/api/lux/_verify?match=incident-*", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_token_has_at_most_so_many_bytes() {
        String small = DevToken.of("a", "read:* " + "x".repeat(2900));
        String large = DevToken.of("a", "read:* " + "x".repeat(2990));
        assertThat(small.length()).isBetween(4000, 4096);
        assertThat(large.length()).isBetween(4097, 4200);
        assertThat(new LuxHttp(BROKER.process().url(), small).get("none").status())
                .isEqualTo(404);
        assertThat(new LuxHttp(BROKER.process().url(), large).get("none").status())
                .isEqualTo(401);
    }

    @Test
    void a_token_that_was_tampered_with_is_401() {
        String token = DevToken.of("operator-a", "read:*");
        Reply reply = new LuxHttp(BROKER.process().url(), token.substring(0, token.length() - 2) + "AA").get("x");
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void a_token_is_none_from_the_moment_that_it_expires() throws Exception {
        LuxHttp http = new LuxHttp(BROKER.process().url(), DevToken.of("a", "read:*", Duration.ofMillis(1500)));
        assertThat(http.get("x").status()).isEqualTo(404);
        long began = System.nanoTime();
        while (http.get("x").status() == 404) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            Thread.sleep(20);
        }
        assertThat(http.get("x").status()).isEqualTo(401);
    }

    @Test
    void a_subscription_that_no_scope_contains_is_refused_and_the_socket_goes_on() throws Exception {
        String id = BROKER.id("incident");
        try (LuxSocket socket = socket(DevToken.of("a", "read:incident-*"), "")) {
            socket.send("{\"type\":\"subscribe\",\"ref\":1,\"match\":\"*\"}");
            JsonNode error = socket.next();
            assertThat(error.path("code").asText()).isEqualTo("forbidden");
            assertThat(error.path("ref").asInt()).isEqualTo(1);
            socket.send("{\"type\":\"subscribe\",\"match\":\"incident-*\"}");
            socket.next("synced");
            BROKER.http().put("other-" + id, "1");
            BROKER.http().put(id, "1");
            assertThat(socket.next("state").path("id").asText()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"put\",\"ref\":7,\"id\":\"other\",\"data\":1}",
                "{\"type\":\"patch\",\"ref\":7,\"id\":\"other\",\"data\":{}}",
                "{\"type\":\"delete\",\"ref\":7,\"id\":\"other\"}",
                "{\"type\":\"put\",\"ref\":7,\"id\":\"incident-1\",\"data\":1,\"guard\":{\"/a\":[1]}}",
                "{\"type\":\"patch\",\"ref\":7,\"id\":\"incident-1\",\"format\":\"json-patch\",\"data\":[]}"
            })
    void a_write_on_a_socket_needs_its_rights(String message) throws Exception {
        try (LuxSocket socket = socket(DevToken.of("a", "write:incident-*"), "")) {
            socket.send(message);
            JsonNode error = socket.next();
            assertThat(error.path("code").asText()).isEqualTo("forbidden");
            assertThat(error.path("ref").asInt()).isEqualTo(7);
        }
    }

    @Test
    void who_may_not_read_is_not_shown_what_a_condition_failed_on() throws Exception {
        String id = BROKER.id("incident");
        BROKER.http().put(id, "\"a secret\"");
        try (LuxSocket socket = socket(DevToken.of("a", "write:incident-*"), "")) {
            socket.send("{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":1,\"ifVersion\":1}");
            JsonNode error = socket.next();
            assertThat(error.path("code").asText()).isEqualTo("version_conflict");
            assertThat(error.has("current")).isFalse();
        }
    }

    @Test
    void a_stream_that_the_url_may_not_ask_for_is_refused_before_the_upgrade() {
        LuxSocket.HandshakeRefused refused = catchThrowableOfType(
                LuxSocket.HandshakeRefused.class,
                () -> socket(DevToken.of("a", "read:incident-*"), "?match=incident-*&match=*"));
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void one_whose_credential_comes_later_is_told_and_stays_away() throws Exception {
        try (LuxSocket socket = anonymous("?match=*")) {
            socket.send(auth(DevToken.of("a", "read:incident-*")));
            assertThat(socket.next("error").path("code").asText()).isEqualTo("forbidden");
            assertThat(socket.awaitClose(SOON)).isEqualTo(CloseCode.FORBIDDEN.code());
        }
    }

    @Test
    void a_renewal_with_other_rights_ends_what_it_does_not_cover() throws Exception {
        String kept = BROKER.id("kept");
        String lost = BROKER.id("lost");
        try (LuxSocket socket = anonymous("?match=kept-*&match=lost-*")) {
            socket.send(auth(DevToken.of("a", "read:*")));
            socket.next("synced");
            socket.next("synced");
            socket.send(auth(DevToken.of("a", "read:kept-*")));
            assertThat(socket.next().path("type").asText()).isEqualTo("ack");
            JsonNode error = socket.next();
            assertThat(error.path("code").asText()).isEqualTo("forbidden");
            assertThat(error.path("match").asText()).isEqualTo("lost-*");
            BROKER.http().put(lost, "1");
            BROKER.http().put(kept, "1");
            assertThat(socket.next().path("id").asText()).isEqualTo(kept);
        }
    }

    @Test
    void a_socket_ends_with_its_token_and_may_come_back() throws Exception {
        String id = BROKER.id("incident");
        try (LuxSocket socket = socket(DevToken.of("a", "read:*", Duration.ofSeconds(2)), "/" + id)) {
            socket.next("synced");
            JsonNode error = socket.next();
            assertThat(error.path("code").asText()).isEqualTo("unauthorized");
            BROKER.http().put(id, "1");
            SocketClosedException closed = catchThrowableOfType(SocketClosedException.class, () -> socket.next());
            assertThat(closed.code()).isEqualTo(CloseCode.EXPIRED.code());
            assertThat(CloseCode.comesBack(closed.code())).isTrue();
        }
    }

    @Test
    void a_socket_that_is_renewed_in_time_goes_on() throws Exception {
        String id = BROKER.id("incident");
        try (LuxSocket socket = socket(DevToken.of("a", "read:*", Duration.ofSeconds(2)), "/" + id)) {
            socket.next("synced");
            socket.send(auth(DevToken.of("a", "read:*")));
            socket.next("ack");
            assertThat(socket.next(Duration.ofSeconds(3))).isNull();
            BROKER.http().put(id, "1");
            assertThat(socket.next().path("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void a_renewal_that_is_no_credential_closes_for_good() throws Exception {
        try (LuxSocket socket = socket(DevToken.of("a", "read:*"), "")) {
            socket.send(auth("wrong"));
            assertThat(socket.awaitClose(SOON)).isEqualTo(CloseCode.UNAUTHORIZED.code());
        }
    }

    @Test
    void an_event_stream_ends_with_its_token() throws Exception {
        String token = DevToken.of("a", "read:*", Duration.ofSeconds(2));
        try (SseClient events =
                SseClient.open(BROKER.process().url(), token, "/api/lux/stream/" + BROKER.id("incident"))) {
            events.next("synced");
            assertThat(events.next().path("code").asText()).isEqualTo("unauthorized");
            assertThat(catchThrowableOfType(SocketClosedException.class, () -> events.next()))
                    .isNotNull();
        }
    }

    @Test
    void a_poll_shows_nothing_to_a_token_that_has_expired_meanwhile() throws Exception {
        String id = BROKER.id("incident");
        LuxHttp http = new LuxHttp(BROKER.process().url(), DevToken.of("a", "read:*", Duration.ofMillis(1500)));
        var reply = http.sendAsync("GET", "/api/lux/" + id + "?wait=3s", "");
        assertThat(reply.get().status()).isEqualTo(401);
    }
}
