package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.LuxSocket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Request heads and framings that are not HTTP, or that two readers would read differently. */
final class HeadKinds {
    private static final Set<String> BAD = Set.of("400 invalid_request");

    private HeadKinds() {}

    static List<Kind> kinds(Target target) {
        String auth = "Authorization: Bearer " + target.key() + "\r\n";
        String put = "PUT /api/lux/control-1 HTTP/1.1\r\n" + auth + "Content-Type: application/json\r\n";
        String get = "GET /api/lux/control-1 HTTP/1.1\r\n" + auth;
        String body = "{\"data\":\"stolen\"}";
        return List.of(
                broken(
                        "both Content-Length and Transfer-Encoding",
                        BAD,
                        r -> put + "Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                broken(
                        "two Content-Lengths",
                        BAD,
                        r -> put + "Host: x\r\nContent-Length: 17\r\nContent-Length: 18\r\n\r\n" + body),
                broken(
                        "a Content-Length that is no number",
                        BAD,
                        r -> put + "Host: x\r\nContent-Length: "
                                + pick(r, List.of("+4", "-1", "0x11", "1e1", "17, 17x", "4 4", "")) + "\r\n\r\n"
                                + body),
                broken(
                        "a Content-Length that overflows",
                        BAD,
                        r -> put + "Host: x\r\nContent-Length: "
                                + pick(r, List.of("18446744073709551616", "9223372036854775808")) + "\r\n\r\n" + body),
                broken(
                        "a Content-Length without end",
                        Set.of("413 request_too_large"),
                        r -> put + "Host: x\r\nContent-Length: "
                                + pick(r, List.of("9223372036854775807", "99999999999")) + "\r\n\r\n" + body),
                broken(
                        "an unknown transfer coding",
                        BAD,
                        r -> put + "Host: x\r\nTransfer-Encoding: "
                                + pick(r, List.of("xchunked", "gzip", "chunked, identity", "identity", "chunkedx"))
                                + "\r\n\r\n0\r\n\r\n"),
                broken(
                        "a chunk size that is no size",
                        BAD,
                        r -> put
                                + "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + pick(r, List.of("-1", "FFFFFFFFFFFFFFFF", "xyz", "0x5", "+5", ""))
                                + "\r\n" + body + "\r\n0\r\n\r\n"),
                closing("no Host", BAD, r -> get + "\r\n"),
                closing("two Hosts", BAD, r -> get + "Host: a\r\nHost: b\r\n\r\n"),
                broken(
                        "a header name that is no token",
                        BAD,
                        r -> get + "Host: x\r\n" + pick(r, List.of("Bad Name: 1", "X : 1", "X\u0000: 1", "X(: 1"))
                                + "\r\n\r\n"),
                broken(
                        "an empty header name",
                        BAD,
                        r -> get + "Host: x\r\n" + pick(r, List.of(": 1", ":")) + "\r\n\r\n"),
                broken(
                        "a folded header",
                        BAD,
                        r -> get + "Host: x\r\nX-A: 1\r\n" + pick(r, List.of(" ", "\t")) + "folded\r\n\r\n"),
                broken(
                        "LF alone",
                        BAD,
                        r -> pick(
                                r,
                                List.of(
                                        get.replace("\r\n", "\n") + "Host: x\n\n",
                                        get + "Host: x\r\nX-A: 1\nX-B: 2\r\n\r\n",
                                        get + "Host: x\r\n\n"))),
                broken(
                        "NUL or a bare CR in a header",
                        BAD,
                        r -> get + "Host: x\r\nX-A: 1" + pick(r, List.of("\u0000", "\r")) + "x\r\n\r\n"),
                broken(
                        "headers that are too large",
                        Set.of("431 headers_too_large"),
                        r -> get + "Host: x\r\nX-A: " + "h".repeat(8_300 + r.nextInt(20_000)) + "\r\n\r\n"),
                broken(
                        "too many headers",
                        Set.of("431 headers_too_large"),
                        r -> get + "Host: x\r\n" + "X-A: 12345678901234567890\r\n".repeat(400 + r.nextInt(400))
                                + "\r\n"),
                broken(
                        "a request line that is too long",
                        Set.of("414 uri_too_long"),
                        r -> "GET /api/lux/" + "u".repeat(16_400 + r.nextInt(20_000)) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
                broken(
                        "a request line that is none",
                        BAD,
                        r -> pick(
                                r,
                                List.of(
                                        "GET\r\n\r\n",
                                        "GET /\r\n\r\n",
                                        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                                        "GET / HTTQ/1.1\r\nHost: x\r\n\r\n",
                                        "\r\n\r\n\r\nfoo\r\n\r\n",
                                        "GET  /x  y HTTP/1.1\r\n\r\n"))),
                broken("another protocol", BAD, HeadKinds::otherProtocol),
                broken(
                        "CONNECT and OPTIONS *",
                        Set.of("404 no_such_route"),
                        r -> pick(
                                r,
                                List.of(
                                        "CONNECT evil:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                                        "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))),
                closing(
                        "an upgrade to HTTP/2",
                        Set.of("200 "),
                        r -> get
                                + "Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"),
                closing(
                        "an absolute address of someone else",
                        Set.of("404 not_found"),
                        r -> "GET http://evil.example/api/lux/absent HTTP/1.1\r\n" + auth + "Host: x\r\n\r\n"),
                closing(
                        "a chunked body that is too large",
                        Set.of("413 request_too_large"),
                        r -> put + "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + ("1000\r\n" + "x".repeat(4_096) + "\r\n").repeat(19) + "0\r\n\r\n"),
                closing(
                        "a body that is too large",
                        Set.of("413 request_too_large"),
                        r -> put + "Host: x\r\nContent-Length: 80000\r\n\r\n" + "x".repeat(80_000)),
                closing(
                        "chunk extensions and trailers",
                        Set.of("401 unauthorized"),
                        r ->
                                "PUT /api/lux/control-1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n11;"
                                        + "x".repeat(r.nextInt(3_000)) + "\r\n" + body + "\r\n0\r\n" + auth + "\r\n"),
                closing("an upgrade that is malformed", BAD, HeadKinds.badUpgrade(target)),
                closing(
                        "an upgrade by POST",
                        Set.of("405 method_not_allowed"),
                        r -> upgrade(target)
                                .replace("GET ", "POST ")
                                .replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n")));
    }

    /** The connection must end: nobody knows where the next request would begin. */
    private static Kind broken(String name, Set<String> expected, Function<Random, String> head) {
        return new Kind.Breaker(name, expected, true, random -> HttpBytes.latin1(head.apply(random)));
    }

    private static Kind closing(String name, Set<String> expected, Function<Random, String> head) {
        return new Kind.Breaker(name, expected, false, random -> HttpBytes.latin1(head.apply(random)));
    }

    private static String otherProtocol(Random random) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        return pick(
                random,
                List.of(
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "r".repeat(40)
                                + "\r\n\r\n",
                        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                        new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\n\r\n"));
    }

    private static Function<Random, String> badUpgrade(Target target) {
        String proper = upgrade(target);
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return random -> switch (random.nextInt(6)) {
            case 0 -> proper.replace("Version: 13", "Version: " + pick(random, List.of("12", "8", "7", "0", "x")));
            case 1 -> proper.replace(key, "");
            case 2 -> proper.replace(key, key + key);
            case 3 -> proper.replace("dGhlIHNhbXBsZSBub25jZQ==", pick(random, List.of("short", "", "c2hvcnQ=")));
            case 4 -> proper.replace("\r\n\r\n", "\r\nContent-Length: 2\r\n\r\nhi");
            default -> proper + "frame";
        };
    }

    private static String upgrade(Target target) {
        return new String(
                LuxSocket.handshake("/api/lux/stream", "Authorization", "Bearer " + target.key()),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
