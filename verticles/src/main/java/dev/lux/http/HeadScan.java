package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * What the codec reads generously and a strict server refuses (RFC 9112): another version, white space that two readers
 * would split differently, folded headers, headers without a name. What else may be wrong with a head, the codec finds.
 *
 * <p>Looks at bytes before the codec takes them, at each line once, and copies none.
 */
final class HeadScan {
    private static final ByteProcessor VISIBLE = value -> value < 0 || (value > ' ' && value != 0x7f);
    private static final byte[] HTTP_1 = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private boolean inHeaders;

    /** What comes next is the beginning of a request. */
    void restart() {
        inHeaders = false;
    }

    /** Whether a request line has come, and not yet all headers. */
    boolean isInHeaders() {
        return inHeaders;
    }

    /**
     * @param in what the codec has not taken: it takes whole lines, so this begins with one. What follows the head is
     *     not looked at
     * @throws LuxException {@code invalid_request}, with what is wrong
     */
    void check(ByteBuf in) {
        int end = in.writerIndex();
        int at = in.readerIndex();
        if (!inHeaders) {
            // Empty lines before a request are ignored (RFC 9112, section 2.2).
            at = in.forEachByte(ByteProcessor.FIND_NON_CRLF);
            at = at < 0 ? end : requestLine(in, at, end);
        }
        while (at < end) {
            byte first = in.getByte(at);
            if (first == '\r' || first == '\n') {
                return;
            }
            if (first == ' ' || first == '\t') {
                throw invalid("A header must not be folded over several lines.");
            }
            if (first == ':') {
                throw invalid("A header has no name.");
            }
            int lineEnd = in.indexOf(at, end, (byte) '\n');
            at = lineEnd < 0 ? end : lineEnd + 1;
        }
    }

    /** Returns where the next line begins; the end when this one is not whole. */
    private int requestLine(ByteBuf in, int from, int end) {
        int method = wordEnd(in, from, end, ' ');
        int target = method == end ? end : wordEnd(in, method + 1, end, ' ');
        int version = target == end ? end : wordEnd(in, target + 1, end, '\r');
        if (version == end) {
            return end;
        }
        if (!isSpoken(in, target + 1, version)) {
            throw invalid("The version must be HTTP/1.1.");
        }
        if (version + 1 == end) {
            return end;
        }
        if (in.getByte(version + 1) != '\n') {
            throw noRequestLine();
        }
        inHeaders = true;
        return version + 2;
    }

    /** Returns where a word ends that must not be empty and must be followed by this; the end when it may go on. */
    private static int wordEnd(ByteBuf in, int from, int end, char next) {
        int at = in.forEachByte(from, end - from, VISIBLE);
        if (at < 0) {
            return end;
        }
        if (at == from || in.getByte(at) != next) {
            throw noRequestLine();
        }
        return at;
    }

    private static boolean isSpoken(ByteBuf in, int from, int to) {
        if (to - from != HTTP_1.length + 1) {
            return false;
        }
        for (int i = 0; i < HTTP_1.length; i++) {
            if (in.getByte(from + i) != HTTP_1[i]) {
                return false;
            }
        }
        byte minor = in.getByte(to - 1);
        return minor == '0' || minor == '1';
    }

    private static LuxException noRequestLine() {
        return invalid("The first line must be a method, a path and HTTP/1.1, with one space between them.");
    }

    private static LuxException invalid(String detail) {
        return new LuxException(ErrorCode.INVALID_REQUEST, detail);
    }
}
