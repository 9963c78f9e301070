package dev.lux.harness.budget;

import dev.lux.document.DocumentState;
import java.nio.charset.StandardCharsets;

/** Documents as services write them. */
final class Samples {
    private static final long AT_MICROS = 1_781_734_680_000_000L;

    private Samples() {}

    /** A card of a board: 128 bytes. */
    static byte[] small(int number) {
        return document(number, 128);
    }

    /** One whose changes travel as patches: 4 KiB. */
    static byte[] large(int number) {
        return document(number, 4_096);
    }

    private static byte[] document(int number, int length) {
        String begin =
                "{\"number\":" + (1_000_000 + number) + ",\"status\":\"running\",\"tags\":[\"a\",\"b\"],\"text\":\"";
        return (begin + "x".repeat(length - begin.length() - 2) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    static DocumentState state(byte[] data, long version) {
        return state("incident-4711", data, version);
    }

    static DocumentState state(String id, byte[] data, long version) {
        return new DocumentState(id, version, data, AT_MICROS + version, "monitoring");
    }
}
