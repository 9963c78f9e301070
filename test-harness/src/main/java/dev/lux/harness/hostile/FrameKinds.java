package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.WireFrame;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Frames that break RFC 6455, and those that Lux does not take; each ends its socket. */
final class FrameKinds {
    private static final Set<String> PROTOCOL = Set.of("close 4502");
    private static final Set<String> TOO_LARGE = Set.of("close 4503");
    private static final byte[] PUT = HttpBytes.utf8("{\"type\":\"put\",\"id\":\"control-1\",\"data\":\"stolen\"}");

    private FrameKinds() {}

    static List<Kind> kinds() {
        return List.of(
                breaker(
                        "an unmasked frame",
                        PROTOCOL,
                        random -> WireFrame.of(WireFrame.TEXT, PUT).unmasked()),
                breaker(
                        "a reserved opcode",
                        PROTOCOL,
                        random -> masked(
                                new WireFrame(true, 0, pick(random, List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)), PUT),
                                random)),
                breaker(
                        "a reserved bit",
                        PROTOCOL,
                        random -> masked(new WireFrame(true, 1 + random.nextInt(7), WireFrame.TEXT, PUT), random)),
                breaker("a binary message", PROTOCOL, random -> masked(WireFrame.of(WireFrame.BINARY, PUT), random)),
                breaker(
                        "text that is not UTF-8",
                        PROTOCOL,
                        random -> masked(
                                WireFrame.of(
                                        WireFrame.TEXT,
                                        HttpBytes.join(
                                                HttpBytes.utf8("{\"type\":\"put\",\"id\":\"control-1\",\"data\":\""),
                                                HexFormat.of()
                                                        .parseHex(pick(
                                                                random,
                                                                List.of("ff", "c0af", "eda080", "f4908080", "c3"))),
                                                HttpBytes.utf8("\"}"))),
                                random)),
                breaker(
                        "text that is not UTF-8, in fragments",
                        PROTOCOL,
                        random -> fragments(HexFormat.of().parseHex("7b22c3c3a9c3227d"), random)),
                breaker(
                        "a message that is too large",
                        TOO_LARGE,
                        random -> masked(
                                WireFrame.of(WireFrame.TEXT, new byte[73_729 + random.nextInt(10_000)]), random)),
                breaker(
                        "a length without end",
                        TOO_LARGE,
                        random -> HttpBytes.join(
                                WireFrame.of(WireFrame.TEXT, PUT)
                                        .head(true, pick(random, List.of(Long.MAX_VALUE, 1L << 40))),
                                new byte[64])),
                breaker(
                        "a length with the highest bit",
                        PROTOCOL,
                        random -> HttpBytes.join(
                                WireFrame.of(WireFrame.TEXT, PUT).head(true, Long.MIN_VALUE + random.nextInt(1 << 20)),
                                new byte[64])),
                breaker("fragments without end", TOO_LARGE, FrameKinds::endless),
                breaker(
                        "a control frame that is too long",
                        PROTOCOL,
                        random -> masked(
                                WireFrame.of(
                                        pick(random, List.of(WireFrame.PING, WireFrame.PONG, WireFrame.CLOSE)),
                                        new byte[126 + random.nextInt(100)]),
                                random)),
                breaker(
                        "a control frame in fragments",
                        PROTOCOL,
                        random -> masked(new WireFrame(false, 0, WireFrame.PING, new byte[3]), random)),
                breaker(
                        "a continuation of nothing",
                        PROTOCOL,
                        random -> masked(WireFrame.of(WireFrame.CONTINUATION, PUT), random)),
                breaker(
                        "a new message inside of fragments",
                        PROTOCOL,
                        random -> HttpBytes.join(
                                masked(new WireFrame(false, 0, WireFrame.TEXT, PUT), random),
                                masked(WireFrame.of(WireFrame.TEXT, PUT), random))),
                breaker(
                        "a close of one byte",
                        PROTOCOL,
                        random -> masked(WireFrame.of(WireFrame.CLOSE, new byte[1]), random)),
                breaker(
                        "a close code that must not be sent",
                        PROTOCOL,
                        random -> masked(
                                WireFrame.close(
                                        pick(
                                                random,
                                                List.of(0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 32_768, 65_535)),
                                        ""),
                                random)),
                breaker(
                        "a close reason that is not UTF-8",
                        PROTOCOL,
                        random -> masked(
                                WireFrame.of(
                                        WireFrame.CLOSE,
                                        HexFormat.of().parseHex("03e8" + pick(random, List.of("ff", "c3", "e282")))),
                                random)),
                breaker(
                        "data after a close",
                        Set.of("close 1000"),
                        random -> HttpBytes.join(
                                masked(WireFrame.close(1000, "bye"), random),
                                masked(WireFrame.of(WireFrame.TEXT, PUT), random))));
    }

    private static Kind breaker(String name, Set<String> expected, Kind.Bytes bytes) {
        return new Kind.SocketBreaker(name, expected, bytes);
    }

    private static byte[] masked(WireFrame frame, Random random) {
        return frame.masked(random.nextInt());
    }

    private static byte[] endless(Random random) {
        byte[][] frames = new byte[90][];
        Arrays.setAll(
                frames,
                i -> masked(
                        new WireFrame(false, 0, i == 0 ? WireFrame.TEXT : WireFrame.CONTINUATION, new byte[1_000]),
                        random));
        return HttpBytes.join(frames);
    }

    /** One text message in a few fragments, with a ping between them. */
    static byte[] fragments(byte[] message, Random random) {
        int first = random.nextInt(message.length + 1);
        int second = first + random.nextInt(message.length - first + 1);
        return HttpBytes.join(
                masked(new WireFrame(false, 0, WireFrame.TEXT, Arrays.copyOf(message, first)), random),
                masked(WireFrame.of(WireFrame.PING, new byte[random.nextInt(5)]), random),
                masked(
                        new WireFrame(false, 0, WireFrame.CONTINUATION, Arrays.copyOfRange(message, first, second)),
                        random),
                masked(
                        WireFrame.of(WireFrame.CONTINUATION, Arrays.copyOfRange(message, second, message.length)),
                        random));
    }
}
