package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening handshakes (RFC 6455, section 4.2.1): proper ones become sockets, others get a problem. */
@Timeout(30)
class UpgradesTest {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\n";
    private static final String CONNECTION = "Connection: Upgrade\r\n";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-WebSocket-Key:\r\n",
                "Sec-WebSocket-Key: short\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==xx==\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZS_ub25jZQ==\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZ*Bub25jZQ==\r\n",
                KEY + KEY,
                KEY + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            })
    void the_key_is_16_bytes_in_base64_once(String keys) throws IOException {
        assertInvalid(answer(VERSION + UPGRADE + CONNECTION + keys));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-WebSocket-Version: 12\r\n",
                "Sec-WebSocket-Version: 8\r\n",
                "Sec-WebSocket-Version: 7\r\n",
                "Sec-WebSocket-Version: 0\r\n",
                "Sec-WebSocket-Version: 013\r\n",
                "Sec-WebSocket-Version: 13, 8\r\n",
                VERSION + VERSION
            })
    void the_version_is_13_and_the_answer_says_so(String versions) throws IOException {
        Reply reply = answer(KEY + UPGRADE + CONNECTION + versions);
        assertInvalid(reply);
        assertThat(reply.header("sec-websocket-version")).isEqualTo("13");
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade: websockets,Connection: Upgrade",
        "Upgrade: h2c,Connection: Upgrade",
        "Upgrade: websocket,Connection: Upgrades",
        "Upgrade: websocket,Connection: close",
        "Upgrade: websocket,X: y"
    })
    void the_connection_asks_for_an_upgrade_to_a_socket(String upgrade, String connection) throws IOException {
        assertInvalid(answer(KEY + VERSION + upgrade + "\r\n" + connection + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    void an_upgrade_has_no_body(String body) throws IOException {
        assertInvalid(send(head("GET", "1.1") + KEY + VERSION + UPGRADE + CONNECTION + body));
    }

    @Test
    void an_upgrade_is_a_get_of_version_1_1() throws IOException {
        String rest = KEY + VERSION + UPGRADE + CONNECTION + "\r\n";
        assertInvalid(send(head("GET", "1.0") + rest));
        assertThat(send(head("POST", "1.1") + rest).code()).isEqualTo("method_not_allowed");
    }

    @Test
    void a_target_that_is_no_uri_is_told_so() throws IOException {
        String head = head("GET", "1.1").replace(" /api", " http://[/api");
        assertInvalid(send(head + KEY + VERSION + UPGRADE + CONNECTION + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n",
                "upgrade: WebSocket\r\nconnection: upgrade\r\n",
                "Upgrade: foo, websocket\r\nConnection: Upgrade\r\nConnection: keep-alive\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 0\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
            })
    void what_is_unusual_and_right_becomes_a_socket(String headers) throws IOException {
        Reply reply = answer(KEY + VERSION + headers);
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(reply.header("sec-websocket-extensions")).isEmpty();
    }

    @Test
    void a_refused_upgrade_takes_no_place_and_its_connection_goes_on() throws IOException {
        try (HttpConnection connection = HttpConnection.open(BROKER.process().url())) {
            connection.send(HttpBytes.latin1(head("GET", "1.1") + VERSION + UPGRADE + CONNECTION + "\r\n"));
            assertInvalid(connection.read());
            connection.send(HttpBytes.request(BROKER.process().key(), "GET", "/api/lux/absent", new byte[0]));
            assertThat(connection.read().status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11})
    void nothing_is_sent_before_the_answer_to_an_upgrade(int early) throws IOException {
        byte[] upgrade = LuxSocket.handshake(
                "/api/lux/stream", "Authorization", "Bearer " + BROKER.process().key());
        byte[] ping = WireFrame.of(WireFrame.PING, HttpBytes.utf8("early")).masked(1);
        try (HttpConnection connection = HttpConnection.open(BROKER.process().url())) {
            connection.send(HttpBytes.join(upgrade, Arrays.copyOf(ping, early)));
            assertInvalid(connection.read());
            assertThat(connection.closedWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static String head(String method, String version) {
        return method + " /api/lux/stream HTTP/" + version + "\r\nHost: lux.test\r\nAuthorization: Bearer "
                + BROKER.process().key() + "\r\n";
    }

    private static Reply answer(String headers) throws IOException {
        return send(head("GET", "1.1") + headers + "\r\n");
    }

    private static Reply send(String request) throws IOException {
        try (HttpConnection connection = HttpConnection.open(BROKER.process().url())) {
            connection.send(HttpBytes.latin1(request));
            return connection.read();
        }
    }

    private static void assertInvalid(Reply reply) {
        assertThat(reply.status() + " " + reply.code()).as(reply.toString()).isEqualTo("400 invalid_request");
    }
}
