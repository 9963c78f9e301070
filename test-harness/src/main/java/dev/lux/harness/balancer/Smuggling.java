package dev.lux.harness.balancer;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests in which another one hides, for two readers that find the end of the first in two places (RFC 9112, section
 * 11.2).
 *
 * @param line the first line
 * @param headers its framing, lines separated by {@code |}; {@code %1$d} is the length of all that follows the head
 * @param before what stands between the head and the hidden request
 */
public record Smuggling(String line, String headers, String before) {
    private static final String PUT = "PUT /api/lux/outer HTTP/1.1";
    /** The end of a body in chunks, so that who counts chunks sees the hidden request, and who counts bytes does not. */
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String KEY = "|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private static final List<String> FRAMINGS = List.of(
            "Transfer-Encoding: chunked",
            "Content-Length: 5|Transfer-Encoding: chunked",
            "Content-Length: %1$d|Transfer-Encoding: chunked",
            "Content-Length: %1$d|Transfer-Encoding: xchunked",
            "Content-Length: %1$d|Transfer-Encoding: chunked, identity",
            "Content-Length: %1$d|Transfer-Encoding: identity, chunked",
            "Content-Length: %1$d|Transfer-Encoding : chunked",
            "Content-Length: %1$d|Transfer-Encoding:\tchunked",
            "Content-Length: %1$d|Transfer-Encoding: \u000bchunked",
            "Content-Length: %1$d|X: y\nTransfer-Encoding: chunked",
            "Content-Length: %1$d|Transfer-Encoding:\r\n chunked",
            "Content-Length: 5|Content-Length: %1$d",
            "Content-Length: 5, %1$d",
            "Content-Length: +5",
            "Content-Length: 0x5",
            "Content-Length: 5 ",
            "Content-Length: -1",
            "Content-Length: 18446744073709551621",
            "Transfer-Encoding: chunked|Transfer-Encoding: identity",
            "Connection: Content-Length|Content-Length: 5",
            "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 9|Content-Length: 5",
            "Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|HTTP2-Settings: AAMAAABkAAQAAP__",
            "Expect: 100-continue|Content-Length: 5",
            "Content-Length: 5|Content-Length: 5|Transfer-Encoding: chunked",
            "Content-Length: %1$d|Transfer-Encoding: CHUNKED",
            "Content-Length: %1$d|Transfer-Encoding: \"chunked\"",
            "Content-Length: %1$d|X: y\rTransfer-Encoding: chunked",
            "Content-Length: %1$d|X: y\u0000|Transfer-Encoding: chunked",
            "Content-Length: %1$d|Transfer-Encoding\u0000: chunked",
            "Content-Length: %1$d| Transfer-Encoding: chunked",
            "Content_Length: 5|Transfer_Encoding: chunked",
            "Content-Length: 5\u000b",
            "Host: other.test|Content-Length: 5",
            "Content-Xength: 5",
            "Content-Xength: %1$d",
            "Connection: Transfer-Encoding|Content-Length: %1$d|Transfer-Encoding: chunked");

    private static final List<Smuggling> OTHERS = List.of(
            // Sizes of chunks that one reader cuts off, takes for another sign, or can't hold.
            new Smuggling(PUT, CHUNKED, "10000000000000005\r\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "100000005\r\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "0x5\r\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "-5\r\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "5 5\r\nhello\r\n0\r\n\r\n"),
            // Line ends within and behind extensions of chunks.
            new Smuggling(PUT, CHUNKED, "5;x\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "5;x=\"\r\nhello\r\n0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "5\r\nhello0\r\n\r\n"),
            new Smuggling(PUT, CHUNKED, "5\nhello\n0\n\n"),
            // Trailers that frame.
            new Smuggling(PUT, CHUNKED, "0\r\nContent-Length: 500\r\n\r\n"),
            // Versions and methods whose bodies some readers don't see.
            new Smuggling("PUT /api/lux/outer HTTP/1.0", CHUNKED + "|Connection: keep-alive", LAST_CHUNK),
            new Smuggling("GET /api/lux/outer HTTP/1.1", "Content-Length: 5", LAST_CHUNK),
            new Smuggling("GET /api/lux/outer HTTP/1.1", CHUNKED, LAST_CHUNK),
            new Smuggling("PUT http://other.test/api/lux/outer HTTP/1.1", "Content-Length: 5", LAST_CHUNK),
            // What follows an upgrade that is taken, or is not.
            new Smuggling(
                    "GET /api/lux/stream HTTP/1.1",
                    "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13" + KEY,
                    ""),
            new Smuggling(
                    "GET /api/lux/stream HTTP/1.1",
                    "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Content-Length: 5" + KEY,
                    LAST_CHUNK),
            new Smuggling(
                    "GET /api/lux/outer HTTP/1.1",
                    "Upgrade: h2c|Connection: Upgrade|HTTP2-Settings: AAMAAABkAAQAAP__",
                    ""));

    /** Every one; all are different. */
    public static List<Smuggling> all() {
        List<Smuggling> all = new ArrayList<>();
        FRAMINGS.forEach(headers -> all.add(new Smuggling(PUT, headers, LAST_CHUNK)));
        all.addAll(OTHERS);
        return List.copyOf(all);
    }

    /** The whole, in characters of one byte. */
    public String request(String key, String hidden) {
        String body = before + hidden;
        return line + "\r\nHost: lux.test\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n"
                + headers.formatted(body.length()).replace("|", "\r\n") + "\r\n\r\n" + body;
    }

    @Override
    public String toString() {
        return (line.equals(PUT) ? "" : line + " ") + headers + (before.equals(LAST_CHUNK) ? "" : " " + before);
    }
}
