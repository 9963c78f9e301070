package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lux.error.CloseCode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing without a credential, reads included. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
class CredentialsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @CsvSource({
        "GET,/api/lux/x",
        "PUT,/api/lux/x",
        "PATCH,/api/lux/x",
        "DELETE,/api/lux/x",
        "GET,/api/lux?match=*",
        "POST,/api/lux",
        "GET,/api/lux/stream/x",
        "GET,/api/lux/stream?match=*"
    })
    void a_request_without_a_credential_is_401(String method, String path) {
        Reply reply = new LuxHttp(BROKER.process().url(), "").send(method, path, "");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthorized");
        assertThat(reply.header("www-authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong",
                "harness-key-0123456789abcde",
                "harness-key-0123456789abcdeff",
                "HARNESS-KEY-0123456789ABCDEF"
            })
    void a_wrong_key_is_401_and_not_echoed(String key) {
        Reply reply = new LuxHttp(BROKER.process().url(), key).get("x");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain(key);
    }

    @Test
    void a_key_in_the_address_is_not_a_credential() {
        LuxHttp anonymous = new LuxHttp(BROKER.process().url(), "");
        assertThat(anonymous
                        .send("GET", "/api/lux/x?key=" + BROKER.process().key(), "")
                        .status())
                .isEqualTo(401);
        assertThat(anonymous
                        .send("GET", "/api/lux/x?token=" + BROKER.process().key(), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_browser_sends_its_key_as_a_subprotocol() throws Exception {
        try (LuxSocket socket = LuxSocket.open(
                BROKER.process().url(),
                0,
                "/api/lux/stream/x",
                "Sec-WebSocket-Protocol",
                "lux.v1, lux.bearer." + BROKER.process().key())) {
            assertThat(socket.next().path("type").asText()).isEqualTo("synced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/lux/stream/x", "/api/lux/stream?match=x", "/api/lux/stream"})
    void a_socket_with_a_wrong_key_gets_nothing_and_stays_away(String path) throws Exception {
        try {
            try (LuxSocket socket = LuxSocket.open(
                    BROKER.process().url(), 0, path, "Sec-WebSocket-Protocol", "lux.v1, lux.bearer.wrong")) {
                assertThat(socket.awaitClose(Duration.ofSeconds(5))).isEqualTo(CloseCode.UNAUTHORIZED.code());
            }
        } catch (LuxSocket.HandshakeRefused refused) {
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void a_wrong_key_in_the_header_is_refused_before_the_upgrade() {
        LuxSocket.HandshakeRefused refused = catchThrowableOfType(
                LuxSocket.HandshakeRefused.class,
                () -> LuxSocket.open(BROKER.process().url(), "wrong", "/api/lux/stream/x"));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void a_first_message_may_be_the_credential() throws Exception {
        try (LuxSocket socket =
                LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream", "Sec-WebSocket-Protocol", "lux.v1")) {
            socket.send("{\"type\":\"auth\",\"token\":\"" + BROKER.process().key() + "\"}");
            socket.send("{\"type\":\"subscribe\",\"match\":\"x\"}");
            assertThat(socket.next("synced").path("match").asText()).isEqualTo("x");
        }
    }

    @Test
    void a_stream_in_the_address_waits_for_the_credential() throws Exception {
        try (LuxSocket socket =
                LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream/x", "Sec-WebSocket-Protocol", "lux.v1")) {
            assertThat(socket.next(Duration.ofMillis(500))).isNull();
            socket.send("{\"type\":\"auth\",\"token\":\"" + BROKER.process().key() + "\"}");
            assertThat(socket.next("synced").path("match").asText()).isEqualTo("x");
        }
    }

    @Test
    void a_wrong_first_message_closes_for_good() throws Exception {
        try (LuxSocket socket =
                LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream", "Sec-WebSocket-Protocol", "lux.v1")) {
            socket.send("{\"type\":\"auth\",\"token\":\"wrong\"}");
            assertThat(socket.awaitClose(Duration.ofSeconds(5))).isEqualTo(CloseCode.UNAUTHORIZED.code());
        }
    }

    @Test
    void anything_before_the_credential_closes_for_good() throws Exception {
        try (LuxSocket socket =
                LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream", "Sec-WebSocket-Protocol", "lux.v1")) {
            socket.send("{\"type\":\"subscribe\",\"match\":\"*\"}");
            assertThat(socket.awaitClose(Duration.ofSeconds(5))).isEqualTo(CloseCode.UNAUTHORIZED.code());
        }
    }

    @Test
    void without_a_credential_a_socket_ends_after_ten_seconds() throws Exception {
        try (LuxSocket socket =
                LuxSocket.open(BROKER.process().url(), 0, "/api/lux/stream", "Sec-WebSocket-Protocol", "lux.v1")) {
            assertThat(socket.awaitClose(Duration.ofSeconds(13))).isEqualTo(CloseCode.AUTH_TIMEOUT.code());
        }
    }
}
