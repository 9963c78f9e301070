package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of every limit: the last that is accepted, and the named answer to the first that is not. */
@Timeout(60)
class LimitsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @RegisterExtension
    static final SharedBroker SMALL = new SharedBroker(Launch.broker()
            .env("LUX_MAX_DOCUMENT_BYTES", "1000")
            .env("LUX_MAX_STATE_BYTES", "200000")
            .env("LUX_MAX_SUBSCRIPTIONS", "5")
            .env("LUX_MAX_WRITES_PER_REQUEST", "10")
            .env("LUX_MAX_REQUEST_BYTES", "20000")
            .env("LUX_MAX_DEPTH", "8")
            .env("LUX_MAX_NUMBER_LENGTH", "20")
            .env("LUX_MAX_STREAMS", "12")
            .env("LUX_REQUEST_TIMEOUT", "2s"));

    private static final String OK = "201 ";

    /** @param expected status and code */
    record Row(String name, String id, String envelope, String expected) {
        @Override
        public String toString() {
            return name + " gives " + expected.trim();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("a document of 65536 bytes", string(65_536), OK),
                row("a document of 65537 bytes", string(65_537), "413 document_too_large"),
                row("a document of 65536 bytes, minified", " ".repeat(4_000) + string(65_536) + " ".repeat(3_000), OK),
                row("a document of 65536 bytes of two-byte characters", "\"" + "é".repeat(32_767) + "\"", OK),
                row(
                        "a document of 65538 bytes of two-byte characters",
                        "\"" + "é".repeat(32_768) + "\"",
                        "413 document_too_large"),
                row("a body of documentBytes + 8192", padded(65_536 + 8_192), OK),
                row("a body of documentBytes + 8193", padded(65_536 + 8_193), "413 request_too_large"),
                row("depth 64", nested(64), OK),
                row("depth 65", nested(65), "400 json_too_deep"),
                row("objects of depth 64", "{\"a\":".repeat(64) + "1" + "}".repeat(64), OK),
                row("objects of depth 65", "{\"a\":".repeat(65) + "1" + "}".repeat(65), "400 json_too_deep"),
                row("a number of 256 characters", "9".repeat(256), OK),
                row("a number of 257 characters", "9".repeat(257), "400 number_too_long"),
                row("a fraction of 257 characters", "0." + "9".repeat(255), "400 number_too_long"),
                row("an exponent of 9999", "-1e-9999", OK),
                row("an exponent of 10000", "1e10000", "400 number_too_long"),
                new Row("an id of 128", "i".repeat(128), "{\"data\":1}", OK),
                new Row("an id of 129", "i".repeat(129), "{\"data\":1}", "400 invalid_id"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_put(Row row) {
        Reply reply = BROKER.http().putEnvelope(row.id(), row.envelope());
        assertThat(reply.status() + " " + reply.code()).isEqualTo(row.expected());
    }

    @Test
    void a_patch_may_grow_a_document_to_its_limit_and_no_further() {
        String id = BROKER.id("grow");
        // {"a":"..."} around the text makes 8 bytes, ,"b":1 makes 6.
        BROKER.http().put(id, "{\"a\":\"" + "x".repeat(65_536 - 8 - 6) + "\"}");
        Reply over = BROKER.http().patch(id, "application/merge-patch+json", "{\"b\":10}");
        assertThat(over.code()).isEqualTo("document_too_large");
        assertThat(BROKER.http()
                        .patch(id, "application/merge-patch+json", "{\"b\":1}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_patch_may_not_nest_a_document_deeper_than_its_limit() {
        String id = BROKER.id("deep");
        BROKER.http().put(id, "{\"a\":" + nested(62) + "}");
        String patch = "[{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"" + "/a" + "/0".repeat(61) + "/-\"}]";
        assertThat(BROKER.http().patch(id, "application/json-patch+json", patch).code())
                .isEqualTo("json_too_deep");
    }

    @Test
    void a_request_with_several_writes_has_a_number_and_a_size() {
        assertThat(batchOf(SMALL, 10, 10).status()).isEqualTo(200);
        assertThat(batchOf(SMALL, 11, 10).code()).isEqualTo("too_many_writes");
        assertThat(batchOf(BROKER, 256, 10).status()).isEqualTo(200);
        assertThat(batchOf(BROKER, 257, 10).code()).isEqualTo("too_many_writes");
        String writes = "[{\"type\":\"delete\",\"id\":\"x\"}]";
        int rest = 20_000 - "{\"writes\":}".length() - writes.length();
        assertThat(SMALL.http().batch(writes + " ".repeat(rest)).status()).isEqualTo(200);
        assertThat(SMALL.http().batch(writes + " ".repeat(rest + 1)).code()).isEqualTo("request_too_large");
    }

    @Test
    void a_node_that_is_full_says_so_and_still_deletes() {
        String data = string(1_000);
        List<String> stored = new ArrayList<>();
        Reply reply = SMALL.http().put("full-0", data);
        for (int i = 1; reply.ok() && i < 1_000; i++) {
            stored.add("full-" + (i - 1));
            reply = SMALL.http().put("full-" + i, data);
        }
        assertThat(reply.status()).isEqualTo(507);
        assertThat(reply.code()).isEqualTo("storage_full");
        assertThat(stored).hasSizeBetween(80, 200);
        assertThat(SMALL.http().get(stored.get(0)).status()).isEqualTo(200);
        for (String id : stored) {
            assertThat(SMALL.http().delete(id).status()).isEqualTo(204);
        }
        assertThat(SMALL.http().put("full-again", data).status()).isEqualTo(201);
        SMALL.http().delete("full-again");
    }

    @Test
    void a_stream_has_so_many_subscriptions() throws IOException {
        try (LuxSocket socket = SMALL.socket("")) {
            for (int i = 0; i < 5; i++) {
                socket.send("{\"type\":\"subscribe\",\"ref\":" + i + ",\"match\":\"sub-" + i + "\"}");
                assertThat(socket.next().path("type").asText()).isEqualTo("synced");
            }
            socket.send("{\"type\":\"subscribe\",\"ref\":6,\"match\":\"sub-6\"}");
            assertThat(socket.next().path("code").asText()).isEqualTo("too_many_subscriptions");
            socket.send("{\"type\":\"unsubscribe\",\"match\":\"sub-0\"}");
            socket.send("{\"type\":\"subscribe\",\"ref\":7,\"match\":\"sub-6\"}");
            assertThat(socket.next().path("type").asText()).isEqualTo("synced");
        }
    }

    @Test
    void an_address_may_not_name_more_subscriptions_than_a_stream_has() throws IOException {
        try (LuxSocket socket = SMALL.socket("?id=a&id=b&id=c&id=d&id=e")) {
            assertThat(socket.next().path("type").asText()).isEqualTo("synced");
        }
        Reply reply = SMALL.http()
                .send("GET", "/api/lux/stream?id=a&id=b&id=c&id=d&id=e&id=f", "", "Accept", "text/event-stream");
        assertThat(reply.code()).isEqualTo("too_many_subscriptions");
    }

    @Test
    void a_node_has_so_many_streams() throws IOException {
        List<LuxSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                sockets.add(SMALL.socket("/x"));
            }
            Reply reply = SMALL.http().send("GET", "/api/lux/stream/x", "", "Accept", "text/event-stream");
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.code()).isEqualTo("too_many_streams");
        } finally {
            sockets.forEach(LuxSocket::close);
        }
        assertThat(dev.lux.harness.client.Await.until(Duration.ofSeconds(5), LimitsTest::streamIsAccepted))
                .isTrue();
    }

    @Test
    void a_message_has_the_size_of_a_document_and_8_kib() throws IOException {
        String id = SMALL.id("message");
        int limit = 1_000 + 8_192;
        try (LuxSocket socket = SMALL.socket("")) {
            socket.send(sized("{\"type\":\"put\",\"ref\":1,\"id\":\"" + id + "\",\"data\":1}", limit));
            assertThat(socket.next().path("type").asText()).isEqualTo("ack");
            socket.send(sized("{\"type\":\"put\",\"ref\":2,\"id\":\"" + id + "\",\"data\":2}", limit + 1));
            assertThat(socket.awaitClose(Duration.ofSeconds(5)))
                    .isEqualTo(dev.lux.error.CloseCode.MESSAGE_TOO_LARGE.code());
        }
        assertThat(SMALL.http().get(id).json().path("data").asInt()).isEqualTo(1);
        SMALL.http().delete(id);
    }

    @Test
    void a_body_that_is_not_sent_in_time_is_408() throws IOException {
        byte[] whole = HttpBytes.json(SMALL.process().key(), "PUT", "/api/lux/slow", "{\"data\":1}");
        try (HttpConnection connection = HttpConnection.open(SMALL.process().url())) {
            connection.send(Arrays.copyOf(whole, whole.length - 3));
            long started = System.nanoTime();
            Reply reply = connection.read();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.code()).isEqualTo("request_timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
            assertThat(connection.closedWithin(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(SMALL.http().get("slow").status()).isEqualTo(404);
    }

    @Test
    void a_head_that_is_not_sent_in_time_is_408() throws IOException {
        byte[] whole = HttpBytes.json(SMALL.process().key(), "PUT", "/api/lux/slow", "{\"data\":1}");
        try (HttpConnection connection = HttpConnection.open(SMALL.process().url())) {
            connection.send(Arrays.copyOf(whole, whole.length / 3));
            Reply reply = connection.read();
            assertThat(reply.status() + " " + reply.code()).isEqualTo("408 request_timeout");
            assertThat(connection.closedWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void a_connection_that_says_nothing_is_closed() throws IOException {
        try (HttpConnection connection = HttpConnection.open(SMALL.process().url())) {
            assertThat(connection.closedWithin(Duration.ofSeconds(15))).isTrue();
        }
    }

    @Test
    void headers_have_8_kib_and_a_request_line_16() {
        assertThat(BROKER.http().get("absent", "X-Large", "h".repeat(7_000)).status())
                .isEqualTo(404);
        assertThat(BROKER.http().get("absent", "X-Large", "h".repeat(9_000)).code())
                .isEqualTo("headers_too_large");
        assertThat(BROKER.http().list("match=" + "u".repeat(15_000)).code()).isEqualTo("invalid_pattern");
        assertThat(BROKER.http().list("match=" + "u".repeat(17_000)).code()).isEqualTo("uri_too_long");
    }

    private static boolean streamIsAccepted() {
        try (LuxSocket socket = SMALL.socket("/x")) {
            return socket.next().path("type").asText().equals("synced");
        } catch (IOException refused) {
            return false;
        }
    }

    private static Reply batchOf(SharedBroker broker, int writes, int size) {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < writes; i++) {
            all.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"put\",\"id\":\"batch\",\"data\":")
                    .append(string(size))
                    .append('}');
        }
        return broker.http().batch(all.append(']').toString());
    }

    private static Row row(String name, String data, String expected) {
        return new Row(name, "limit-" + Integer.toHexString(name.hashCode()), "{\"data\":" + data + "}", expected);
    }

    private static String string(int bytes) {
        return "\"" + "x".repeat(bytes - 2) + "\"";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** A number, and white space up to so many bytes of envelope. */
    private static String padded(int bytes) {
        return "1" + " ".repeat(bytes - "{\"data\":1}".length());
    }

    private static String sized(String message, int bytes) {
        return message.substring(0, message.length() - 1) + " ".repeat(bytes - message.length()) + "}";
    }
}
