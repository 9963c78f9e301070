package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.CloseCode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that break RFC 6455, and those that Lux does not take: each ends its socket with a close frame of ours. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class BrokenFramesTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MASK = 0x12345678;
    private static final int LARGEST_MESSAGE = 65_536 + 8_192;
    private static final byte[] PUT = HttpBytes.utf8("{\"type\":\"put\",\"ref\":1,\"id\":\"broken\",\"data\":1}");

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    /** @param bytes sent on an open socket */
    record Breach(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                new Breach("unmasked", WireFrame.of(WireFrame.TEXT, PUT).unmasked()),
                new Breach(
                        "unmasked ping",
                        WireFrame.of(WireFrame.PING, new byte[1]).unmasked()),
                frame("RSV1", new WireFrame(true, 4, WireFrame.TEXT, PUT)),
                frame("RSV2", new WireFrame(true, 2, WireFrame.TEXT, PUT)),
                frame("RSV3", new WireFrame(true, 1, WireFrame.TEXT, PUT)),
                frame("RSV1 on a close", new WireFrame(true, 4, WireFrame.CLOSE, new byte[0])),
                frame("opcode 3", new WireFrame(true, 0, 3, PUT)),
                frame("opcode 7", new WireFrame(true, 0, 7, new byte[0])),
                frame("opcode 11", new WireFrame(true, 0, 11, new byte[0])),
                frame("opcode 15", new WireFrame(true, 0, 15, PUT)),
                frame("binary", WireFrame.of(WireFrame.BINARY, PUT)),
                frame("the begin of a binary message", new WireFrame(false, 0, WireFrame.BINARY, PUT)),
                frame("an empty binary message", WireFrame.of(WireFrame.BINARY, new byte[0])),
                frame("ping of 126", WireFrame.of(WireFrame.PING, new byte[126])),
                frame("pong of 126", WireFrame.of(WireFrame.PONG, new byte[126])),
                frame("ping of 70000", WireFrame.of(WireFrame.PING, new byte[70_000])),
                frame("close of 126", WireFrame.close(1000, "x".repeat(124))),
                frame("ping in fragments", new WireFrame(false, 0, WireFrame.PING, new byte[3])),
                frame("close in fragments", new WireFrame(false, 0, WireFrame.CLOSE, new byte[2])),
                frame("continuation of nothing", WireFrame.of(WireFrame.CONTINUATION, PUT)),
                frame("a message inside of fragments", begin(), WireFrame.of(WireFrame.TEXT, PUT)),
                frame("a binary message inside of fragments", begin(), WireFrame.of(WireFrame.BINARY, PUT)),
                frame("fragments inside of fragments", begin(), begin()),
                frame(
                        "continuation behind the last fragment",
                        begin(),
                        WireFrame.of(WireFrame.CONTINUATION, new byte[0]),
                        WireFrame.of(WireFrame.CONTINUATION, PUT)),
                new Breach("a length that is not the shortest", longWay(126, 2)),
                new Breach("a length that is not the shortest by far", longWay(127, 8)),
                new Breach(
                        "a length above 2^63", WireFrame.of(WireFrame.TEXT, PUT).head(true, -1)),
                frame("close of one byte", WireFrame.of(WireFrame.CLOSE, new byte[1])),
                frame("close with a reason that is no UTF-8", close("03e8c328")),
                frame("close with half a character", close("03e8e282")));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void is_answered_by_a_close_with_4502(Breach breach) throws IOException {
        assertThat(closeOf(breach.bytes())).isEqualTo(CloseCode.PROTOCOL.code());
    }

    /** Vert.x holds back what is written while it reads; a close that comes then must still arrive. */
    @ParameterizedTest
    @MethodSource("breaches")
    void is_answered_by_a_close_with_4502_behind_a_good_message_too(Breach breach) throws IOException {
        try (LuxSocket socket = BROKER.socket("")) {
            socket.sendRaw(HttpBytes.join(
                    WireFrame.of(WireFrame.PING, HttpBytes.utf8("before")).masked(MASK), breach.bytes()));
            assertThat(socket.nextFrame(SOON))
                    .satisfies(pong -> assertThat(pong.text()).isEqualTo("before"));
            assertThat(socket.awaitClose(SOON)).isEqualTo(CloseCode.PROTOCOL.code());
            assertThat(socket.endedWithin(SOON)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_767, 32_768, 65_535})
    void a_close_code_that_nobody_may_send_is_not_sent_back(int code) throws IOException {
        assertThat(closeOf(WireFrame.close(code, "why").masked(MASK))).isEqualTo(CloseCode.PROTOCOL.code());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void a_close_code_that_may_be_sent_is_sent_back(int code) throws IOException {
        assertThat(closeOf(WireFrame.close(code, "é".repeat(60)).masked(MASK))).isEqualTo(code);
    }

    @Test
    void a_close_without_a_code_is_answered_as_a_normal_one() throws IOException {
        assertThat(closeOf(WireFrame.of(WireFrame.CLOSE, new byte[0]).masked(MASK)))
                .isEqualTo(1000);
    }

    @Test
    void what_follows_a_close_is_not_read() throws IOException {
        String id = BROKER.id("behind");
        byte[] put = HttpBytes.utf8("{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":1}");
        assertThat(closeOf(HttpBytes.join(
                        WireFrame.close(1000, "").masked(MASK),
                        WireFrame.of(WireFrame.TEXT, put).masked(MASK))))
                .isEqualTo(1000);
        assertThat(BROKER.http().get(id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "c3", "80"})
    void text_that_is_not_utf8_is_4502_whatever_else_is_wrong_with_it(String hex) throws IOException {
        byte[] bad = HexFormat.of().parseHex(hex);
        for (String before : new String[] {
            "{\"type\":\"put\",\"id\":\"x\",\"data\":\"", "{\"a\":1,\"a\":\"", "{\"type\":\"nope\"}", ""
        }) {
            byte[] text = HttpBytes.join(HttpBytes.utf8(before), bad, HttpBytes.utf8("\"}"));
            assertThat(closeOf(WireFrame.of(WireFrame.TEXT, text).masked(MASK)))
                    .as(before)
                    .isEqualTo(CloseCode.PROTOCOL.code());
            assertThat(closeOf(HttpBytes.join(
                            new WireFrame(false, 0, WireFrame.TEXT, HttpBytes.join(HttpBytes.utf8(before), bad))
                                    .masked(MASK),
                            WireFrame.of(WireFrame.CONTINUATION, HttpBytes.utf8("\"}"))
                                    .masked(MASK))))
                    .as("%s in fragments", before)
                    .isEqualTo(CloseCode.PROTOCOL.code());
        }
    }

    @Test
    void a_character_that_is_cut_by_a_fragment_is_whole() throws IOException {
        byte[] put = HttpBytes.utf8("{\"type\":\"put\",\"ref\":1,\"id\":\"broken\",\"data\":\"é\"}");
        int cut = put.length - 3;
        try (LuxSocket socket = BROKER.socket("")) {
            socket.sendRaw(HttpBytes.join(
                    new WireFrame(false, 0, WireFrame.TEXT, java.util.Arrays.copyOf(put, cut)).masked(MASK),
                    WireFrame.of(WireFrame.PING, new byte[125]).masked(MASK),
                    WireFrame.of(WireFrame.CONTINUATION, java.util.Arrays.copyOfRange(put, cut, put.length))
                            .masked(MASK)));
            JsonNode ack = socket.next("ack");
            assertThat(ack.path("ref").asInt()).isEqualTo(1);
        }
    }

    static Stream<Breach> tooLarge() {
        WireFrame begin = new WireFrame(false, 0, WireFrame.TEXT, new byte[LARGEST_MESSAGE]);
        return Stream.of(
                frame("a message", WireFrame.of(WireFrame.TEXT, new byte[LARGEST_MESSAGE + 1])),
                frame("fragments", begin, WireFrame.of(WireFrame.CONTINUATION, new byte[1])),
                new Breach("a length of 2^40", WireFrame.of(WireFrame.TEXT, PUT).head(true, 1L << 40)),
                new Breach(
                        "a length of 2^63 - 1",
                        WireFrame.of(WireFrame.TEXT, PUT).head(true, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void what_is_too_large_is_4503(Breach breach) throws IOException {
        assertThat(closeOf(breach.bytes())).isEqualTo(CloseCode.MESSAGE_TOO_LARGE.code());
    }

    @Test
    void a_client_that_goes_on_sending_still_learns_why_it_was_cut() throws IOException {
        byte[] much = HttpBytes.join(
                new WireFrame(true, 0, 3, new byte[0]).masked(MASK),
                WireFrame.of(WireFrame.TEXT, new byte[3_000_000]).masked(MASK));
        assertThat(closeOf(much)).isEqualTo(CloseCode.PROTOCOL.code());
    }

    private static int closeOf(byte[] bytes) throws IOException {
        try (LuxSocket socket = BROKER.socket("")) {
            socket.sendRaw(bytes);
            int code = socket.awaitClose(SOON);
            try {
                socket.send(WireFrame.close(code, ""));
            } catch (java.net.SocketException ended) {
                return code;
            }
            assertThat(socket.endedWithin(SOON)).isTrue();
            return code;
        }
    }

    private static WireFrame begin() {
        return new WireFrame(false, 0, WireFrame.TEXT, PUT);
    }

    private static WireFrame close(String hex) {
        return WireFrame.of(WireFrame.CLOSE, HexFormat.of().parseHex(hex));
    }

    private static Breach frame(String name, WireFrame... frames) {
        return new Breach(
                name,
                HttpBytes.join(
                        Stream.of(frames).map(frame -> frame.masked(MASK)).toArray(byte[][]::new)));
    }

    /** A short message whose length takes more bytes than it must. */
    private static byte[] longWay(int marker, int bytes) {
        byte[] head = new byte[2 + bytes];
        head[0] = (byte) (0x80 | WireFrame.TEXT);
        head[1] = (byte) (0x80 | marker);
        head[head.length - 1] = 5;
        return HttpBytes.join(head, new byte[4], new byte[5]);
    }
}
