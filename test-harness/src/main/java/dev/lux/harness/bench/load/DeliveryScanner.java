package dev.lux.harness.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Finds the documents in the bytes that a socket is sent, in whatever they are wrapped. One per socket; it keeps the
 * beginning of a document that came in two parts.
 */
final class DeliveryScanner {
    private static final long MARK = ByteBuffer.wrap(Payload.MARK).getLong();

    private final Deliveries deliveries;
    private final int socket;
    private final int restOfDocument;
    private final byte[] begun = new byte[Payload.HEAD];
    private int begunBytes;
    /** How much of a document that was found is still to come. */
    private int skip;

    /** @param shownBytes see {@link Payload#shownBytes} */
    DeliveryScanner(Deliveries deliveries, int socket, int shownBytes) {
        this.deliveries = deliveries;
        this.socket = socket;
        this.restOfDocument = shownBytes - Payload.HEAD;
    }

    /** The next bytes. */
    void accept(ByteBuf bytes, int from, int length, long nowMicros) {
        int end = from + length;
        int at = from;
        while (at < end) {
            if (skip > 0) {
                int skipped = Math.min(skip, end - at);
                skip -= skipped;
                at += skipped;
            } else if (begunBytes > 0) {
                at = goOn(bytes, at, end, nowMicros);
            } else {
                at = find(bytes, at, end, nowMicros);
            }
        }
    }

    private int find(ByteBuf bytes, int from, int end, long nowMicros) {
        int brace = bytes.indexOf(from, end, (byte) '{');
        if (brace < 0) {
            return end;
        }
        int there = end - brace;
        if (there >= Payload.MARK.length && bytes.getLong(brace) != MARK) {
            return brace + 1;
        }
        if (there < Payload.HEAD) {
            bytes.getBytes(brace, begun, 0, there);
            begunBytes = there;
            return end;
        }
        deliveries.delivered(
                socket,
                (int) number(bytes, brace + Payload.DOCUMENT_AT, Payload.DOCUMENT_DIGITS),
                (int) number(bytes, brace + Payload.NUMBER_AT, Payload.NUMBER_DIGITS),
                number(bytes, brace + Payload.MICROS_AT, Payload.MICROS_DIGITS),
                nowMicros);
        skip = restOfDocument;
        return brace + Payload.HEAD;
    }

    private int goOn(ByteBuf bytes, int from, int end, long nowMicros) {
        int more = Math.min(Payload.HEAD - begunBytes, end - from);
        bytes.getBytes(from, begun, begunBytes, more);
        begunBytes += more;
        if (begunBytes == Payload.HEAD) {
            if (ByteBuffer.wrap(begun).getLong() == MARK) {
                begunBytes = 0;
                skip = restOfDocument;
                deliveries.delivered(
                        socket,
                        (int) number(begun, Payload.DOCUMENT_AT, Payload.DOCUMENT_DIGITS),
                        (int) number(begun, Payload.NUMBER_AT, Payload.NUMBER_DIGITS),
                        number(begun, Payload.MICROS_AT, Payload.MICROS_DIGITS),
                        nowMicros);
            } else {
                toNextBrace();
            }
        }
        return from + more;
    }

    /** It was another object's beginning; a document may begin within it. */
    private void toNextBrace() {
        int next = 1;
        while (next < begunBytes && begun[next] != '{') {
            next++;
        }
        begunBytes -= next;
        System.arraycopy(begun, next, begun, 0, begunBytes);
    }

    private static long number(ByteBuf bytes, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + bytes.getByte(i) - '0';
        }
        return number;
    }

    private static long number(byte[] bytes, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}
