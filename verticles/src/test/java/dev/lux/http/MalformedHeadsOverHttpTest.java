package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that are not HTTP/1.1: each has one answer, a problem, and where the next request would begin is not guessed. */
class MalformedHeadsOverHttpTest extends HttpTest {
    private static final String GET = "GET /api/lux/a HTTP/1.1\r\n";
    private static final String AUTH = EdgeUnderTest.AUTH;
    private static final String PUT = "PUT /api/lux/a HTTP/1.1\r\nHost: x\r\n" + AUTH;
    private static final String JSON = PUT + "Content-Type: application/json\r\n";

    /** What the codec can't read, or reads in a way in which another reader wouldn't: the connection ends. */
    static Stream<Arguments> unreadable() {
        return Stream.of(
                bad("a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"),
                bad("NUL in a header", GET + "Host: x\r\nA: b\0c\r\n\r\n"),
                bad("a bare CR in a header", GET + "Host: x\r\nA: b\rc\r\n\r\n"),
                bad("a folded header", GET + "Host: x\r\nA: b\r\n c\r\n" + AUTH + "\r\n"),
                bad("a header folded by a tab", GET + "Host: x\r\nA: b\r\n\tc\r\n" + AUTH + "\r\n"),
                bad("a fold before any header", GET + " Host: x\r\n" + AUTH + "\r\n"),
                bad("a fold at the end", GET + AUTH + "Host: x\r\n \r\n\r\n"),
                bad("a header without a name", GET + "Host: x\r\n: y\r\n" + AUTH + "\r\n"),
                bad("a header without a colon", GET + "Host: x\r\nA\r\n" + AUTH + "\r\n"),
                bad("a name that is no token", GET + "Host: x\r\nA(: b\r\n" + AUTH + "\r\n"),
                bad("LF alone after the request line", "GET /api/lux/a HTTP/1.1\nHost: x\r\n\r\n"),
                bad("LF alone after a header", GET + "Host: x\n" + AUTH + "\r\n"),
                bad("LF alone after the head", GET + "Host: x\r\n" + AUTH + "\n"),
                bad("two spaces in the request line", "GET  /api/lux/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("a tab in the request line", "GET\t/api/lux/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("a space before the request line", " " + GET + "Host: x\r\n\r\n"),
                bad("a space after the request line", "GET /api/lux/a HTTP/1.1 \r\nHost: x\r\n\r\n"),
                bad("a space inside of the target", "GET /api/lux/a b HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("NUL in the target", "GET /api/lux/a\0 HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("a method that is no token", "G(T /api/lux/a HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("no target", "GET HTTP/1.1\r\nHost: x\r\n\r\n"),
                bad("no version", "GET /api/lux/a\r\n\r\n"),
                bad("HTTP/0.9 with a space", "GET /api/lux/a \r\n\r\n"),
                bad("version 9.9", "GET /api/lux/a HTTP/9.9\r\nHost: x\r\n\r\n"),
                bad("version 1.2", "GET /api/lux/a HTTP/1.2\r\nHost: x\r\n\r\n"),
                bad("version 2.0", "GET /api/lux/a HTTP/2.0\r\nHost: x\r\n\r\n"),
                bad("a version in lower case", "GET /api/lux/a http/1.1\r\nHost: x\r\n\r\n"),
                bad("a version with a leading zero", "GET /api/lux/a HTTP/01.1\r\nHost: x\r\n\r\n"),
                bad("another protocol's version", "GET /api/lux/a ICAP/1.1\r\nHost: x\r\n\r\n"),
                bad("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                bad("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003random"),
                bad("SSH", "SSH-2.0-OpenSSH_9.2\r\n"),
                bad("no HTTP at all", "hello\r\n\r\n"),
                bad("unknown transfer coding", JSON + "Transfer-Encoding: xchunked\r\n\r\n"),
                bad("no transfer coding", JSON + "Transfer-Encoding: identity\r\n\r\n"),
                bad("chunked, but not last", JSON + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
                bad("chunks over HTTP/1.0", JSON.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("length and chunks", JSON + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("two lengths", JSON + "Content-Length: 4\r\nContent-Length: 5\r\n\r\n"),
                bad("two lengths in one", JSON + "Content-Length: 4, 5\r\n\r\n"),
                bad("a signed length", JSON + "Content-Length: +4\r\n\r\n1234"),
                bad("a negative length", JSON + "Content-Length: -5\r\n\r\n"),
                bad("a length in words", JSON + "Content-Length: ten\r\n\r\n"),
                bad("a length of 2^64", JSON + "Content-Length: 18446744073709551616\r\n\r\n"),
                Arguments.of(
                        "a long header",
                        GET + "Host: x\r\nA: " + "b".repeat(9000) + "\r\n\r\n",
                        431,
                        "headers_too_large"),
                Arguments.of(
                        "many headers",
                        GET + "Host: x\r\n" + "A: b\r\n".repeat(3000) + "\r\n",
                        431,
                        "headers_too_large"),
                Arguments.of(
                        "a long request line",
                        "GET /api/lux/" + "a".repeat(17_000) + " HTTP/1.1\r\n\r\n",
                        414,
                        "uri_too_long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatCannotBeReadIsRefusedAndTheConnectionEnds(String name, String text, int status, String code)
            throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(text);
            Response answer = client.receive();
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(answer.header("x-request-id")).isNotEmpty();
            assertThat(client.isClosedByBroker()).isTrue();
        }
        assertThat(edge.owners.writes).isEmpty();
    }

    /** Well-framed heads that ask for nothing that the broker does. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                bad("no Host", GET + AUTH + "\r\n"),
                bad("two Hosts", GET + "Host: x\r\nHost: y\r\n" + AUTH + "\r\n"),
                bad("twice the same Host", GET + "Host: x\r\nHost: x\r\n" + AUTH + "\r\n"),
                bad("two credentials", GET + "Host: x\r\n" + AUTH + AUTH + "\r\n"),
                bad("two transfer codings", JSON + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                bad("another expectation", JSON + "Content-Length: 4\r\nExpect: wonders\r\n\r\n"),
                bad("two Idempotency-Keys", JSON + "Idempotency-Key: a\r\nIdempotency-Key: a\r\n\r\n"),
                Arguments.of("the server as a target", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404, "no_such_route"),
                Arguments.of("a tunnel", "CONNECT evil:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404, "no_such_route"),
                Arguments.of(
                        "a length of 2^63 - 1",
                        JSON + "Content-Length: 9223372036854775807\r\n\r\n",
                        413,
                        "request_too_large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatCanBeReadAndIsWrongIsRefused(String name, String text, int status, String code) throws Exception {
        Response answer = edge.raw(text);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(edge.owners.writes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /live HTTP/1.0\r\n\r\n",
                "\r\nGET /live HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost:x\r\n\r\n",
                "GET /live HTTP/1.1\r\nhost: \t x \t\r\nA:\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost: x\r\nA: b c\td\u00e9\r\nA: ,\r\n\r\n"
            })
    void whatIsUnusualAndRightIsAnswered(String text) throws Exception {
        assertThat(edge.raw(text).status()).isEqualTo(200);
    }

    @Test
    void aMalformedRequestIsAnsweredWhenItsTurnComes() throws Exception {
        try (RawClient client = edge.connect()) {
            String wait = EdgeUnderTest.head("GET", "/api/lux/a?wait=9s") + "\r\n";
            client.send(wait + EdgeUnderTest.head("GET", "/live") + "\r\n" + "GET / HTTP/9.9\r\n\r\n" + wait);
            await().atMost(Duration.ofSeconds(10)).until(() -> !edge.owners.polls.isEmpty());
            edge.complete(edge.owners.polls.get(0).promise(), dev.lux.document.DocumentState.absent("a", 1));
            assertThat(client.receive().code()).isEqualTo("not_found");
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().code()).isEqualTo("invalid_request");
            assertThat(client.isClosedByBroker()).isTrue();
        }
        assertThat(edge.owners.polls).hasSize(1);
    }

    @Test
    void anAnswerArrivesAlthoughMuchMoreWasSentBehindTheFault() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send("GET / HTTP/9.9\r\n\r\n" + "x".repeat(3_000_000));
            assertThat(client.receive().code()).isEqualTo("invalid_request");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void cleartextHttp2IsNotSpoken() throws Exception {
        String settings = Base64.getUrlEncoder().encodeToString("\0\3\0\0\0d".getBytes(StandardCharsets.ISO_8859_1));
        Response get = edge.request(
                "GET", "/live", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: " + settings);
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.header("upgrade")).isNull();
    }

    private static Arguments bad(String name, String text) {
        return Arguments.of(name, text, 400, "invalid_request");
    }
}
