package dev.lux.harness.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The documents of the benchmarks, the same for every server: JSON of a fixed size that names its document, its number
 * in the order of writes, and the time at which it was due. Each number has a fixed count of digits, so that a reader
 * finds it in any framing without parsing that.
 */
public final class Payload {
    /** What every document begins with. */
    static final byte[] MARK = "{\"lux\":1".getBytes(StandardCharsets.US_ASCII);

    static final int DOCUMENT_AT = MARK.length;
    static final int DOCUMENT_DIGITS = 5;
    static final int NUMBER_AT = DOCUMENT_AT + DOCUMENT_DIGITS + ",\"n\":1".length();
    static final int NUMBER_DIGITS = 9;
    static final int MICROS_AT = NUMBER_AT + NUMBER_DIGITS + ",\"us\":1".length();
    static final int MICROS_DIGITS = 11;

    /** How long the mark and the numbers are. */
    static final int HEAD = MICROS_AT + MICROS_DIGITS;

    private static final String HEAD_FORMAT = "{\"lux\":100000,\"n\":1000000000,\"us\":100000000000,\"pad\":\"";

    /** Above, what changes is a small part that a merge patch (RFC 7396) sends as a whole: an array. */
    private static final int LARGE = 2_048;

    private static final String BEFORE_PART = "{\"now\":[";
    private static final String AFTER_PART = "\"}],\"rest\":\"";

    private final byte[] template;
    private final int headAt;
    private final int shownBytes;

    /** @param bytes how long a document is, 64 at least */
    public Payload(int bytes) {
        boolean large = bytes > LARGE;
        String begin = large ? BEFORE_PART + HEAD_FORMAT + AFTER_PART : HEAD_FORMAT;
        if (bytes < begin.length() + 3) {
            throw new IllegalArgumentException("a document of " + bytes + " bytes is too short");
        }
        template = new byte[bytes];
        Arrays.fill(template, (byte) 'x');
        System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, template, 0, begin.length());
        template[bytes - 2] = '"';
        template[bytes - 1] = '}';
        headAt = large ? BEFORE_PART.length() : 0;
        shownBytes = large ? HEAD : bytes;
    }

    public int length() {
        return template.length;
    }

    /** How many bytes from the mark on every delivery has, and no other document begins in. */
    public int shownBytes() {
        return shownBytes;
    }

    /**
     * One document.
     *
     * @param document its number, below 100,000
     * @param number of the write, below 10^9
     * @param micros when it was due, below 10^11
     */
    public byte[] of(int document, long number, long micros) {
        byte[] bytes = template.clone();
        write(bytes, headAt + DOCUMENT_AT, DOCUMENT_DIGITS, document);
        write(bytes, headAt + NUMBER_AT, NUMBER_DIGITS, number);
        write(bytes, headAt + MICROS_AT, MICROS_DIGITS, micros);
        return bytes;
    }

    private static void write(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
