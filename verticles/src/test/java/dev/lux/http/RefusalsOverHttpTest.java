package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests by table: each has one status and one code, changes nothing, and leaves the broker answering. */
class RefusalsOverHttpTest extends HttpTest {
    private static final String A = "/api/lux/a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/lux/",
                "/api/lux/..",
                "/api/lux/.",
                "/api/lux/%2e%2e",
                "/api/lux/%2F",
                "/api/lux/bar%2F..%2Fbaz",
                "/api/lux/%252e",
                "/api/lux/a%2520",
                "/api/lux/%zz",
                "/api/lux/a%",
                "/api/lux/a%u0041",
                "/api/lux/a%ff",
                "/api/lux/a%c0%af",
                "/api/lux/a%00",
                "/api/lux/a%0d%0a",
                "/api/lux/a%E2%80%AE",
                "/api/lux/caf%C3%A9",
                "/api/lux/_clusters",
                "/api/lux/__proto__",
                "/api/lux/a;jsessionid=1",
                "/api/lux/a#b",
                "/api/lux/stre%61m",
                "/api/lux/a*"
            })
    void whatIsNoIdIsInvalid(String target) throws Exception {
        Response get = edge.request("GET", target);
        assertThat(get.status()).isEqualTo(400);
        assertThat(get.code()).isEqualTo("invalid_id");
    }

    @Test
    void anIdOf128CharactersIsOneAndOf129IsNot() throws Exception {
        assertThat(edge.request("GET", "/api/lux/" + "a".repeat(128)).code()).isEqualTo("not_found");
        assertThat(edge.request("GET", "/api/lux/" + "a".repeat(129)).code()).isEqualTo("invalid_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/lux/../lux.js",
                "/api/lux/../../live",
                "/api/lux/%2e%2e/lux/a",
                "/x/../api/lux/a",
                "//api/lux/a",
                "/api//lux/a",
                "/api/lux/a/b",
                "/api/lux/a/",
                "/api/LUX/a",
                "/api%2Flux/a",
                "/api/luxury",
                "/nothing",
                "http://evil/nothing"
            })
    void whatIsNoRouteIsNotFound(String target) throws Exception {
        Response get = edge.request("GET", target);
        assertThat(get.code()).isEqualTo("no_such_route");
        assertThat(get.status()).isEqualTo(404);
    }

    @Test
    void theAuthorityOfAnAbsoluteTargetIsIgnored() throws Exception {
        edge.json("PUT", A, "{\"data\":1}");
        assertThat(edge.request("GET", "http://evil.example/api/lux/a").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/lux/a,'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'",
        "TRACE,/api/lux/a,'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'",
        "P0T,/api/lux/a,'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'",
        "PUT,/api/lux,'GET, HEAD, POST, OPTIONS'",
        "DELETE,/api/lux?match=a*,'GET, HEAD, POST, OPTIONS'",
        "PUT,/api/lux/stream,'GET, OPTIONS'",
        "POST,/api/lux/stream/a,'GET, OPTIONS'"
    })
    void anotherMethodIsRefusedWithThoseThatThereAre(String method, String target, String allow) throws Exception {
        Response answer = edge.request(method, target);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method_not_allowed");
        assertThat(answer.header("allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer wrong-key-entirely\r\n",
                "Authorization: Basic YTpi\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer a-key-for-tests x\r\n",
                "Authorization: a-key-for-tests\r\n"
            })
    void withoutAValidCredentialNothingIsRead(String authorization) throws Exception {
        Response get = edge.raw("GET /api/lux/a HTTP/1.1\r\nHost: x\r\n" + authorization + "\r\n");
        assertThat(get.status()).isEqualTo(401);
        assertThat(get.code()).isEqualTo("unauthorized");
        assertThat(get.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(get.body()).doesNotContain("wrong-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT   | text/plain                               | {\"data\":1}",
                "PUT   | application/json; charset=utf-7          | {\"data\":1}",
                "PUT   | application/json;charset=\"iso-8859-1\"  | {\"data\":1}",
                "PUT   | application/json; charset                | {\"data\":1}",
                "PUT   | application                              | {\"data\":1}",
                "PUT   | application/json, text/plain             | {\"data\":1}",
                "PUT   | application/merge-patch+json             | {\"a\":1}",
                "PATCH | application/x-www-form-urlencoded        | a=1",
                "POST  | application/json-patch+json              | []",
            })
    void anotherContentTypeIsRefused(String method, String type, String body) throws Exception {
        Response answer = edge.typed(method, method.equals("POST") ? "/api/lux" : A, type, body);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported_media_type");
    }

    @Test
    void aBodyNeedsAContentTypeAndNoCompression() throws Exception {
        Response untyped = edge.raw(EdgeUnderTest.head("PUT", A) + "Content-Length: 10\r\n\r\n{\"data\":1}");
        assertThat(untyped.code()).isEqualTo("unsupported_media_type");
        for (String coding : new String[] {"gzip", "br", "x"}) {
            Response coded = edge.json("PUT", A, "{\"data\":1}", "Content-Encoding: " + coding);
            assertThat(coded.code()).isEqualTo("unsupported_media_type");
        }
        assertThat(edge.json("PUT", A, "{\"data\":1}", "Content-Encoding: identity")
                        .status())
                .isEqualTo(201);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("PUT", "", 400, "invalid_json"),
                Arguments.of("PUT", " ", 400, "invalid_json"),
                Arguments.of("PUT", "1", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":1}{}", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":1,}", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":1/**/}", 400, "invalid_json"),
                Arguments.of("PUT", "\u00ef\u00bb\u00bf{\"data\":1}", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":\"\u00c0\u00af\"}", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":NaN}", 400, "invalid_json"),
                Arguments.of("PUT", "{\"data\":1,\"data\":2}", 400, "duplicate_key"),
                Arguments.of("PUT", "{\"data\":{\"a\":1,\"\\u0061\":2}}", 400, "duplicate_key"),
                Arguments.of("PUT", "{\"data\":[[[[[[[[[1]]]]]]]]]}", 400, "json_too_deep"),
                Arguments.of("PUT", "{\"data\":" + "1".repeat(33) + "}", 400, "number_too_long"),
                Arguments.of("PUT", "{}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":null}", 422, "null_document"),
                Arguments.of("PUT", "{\"data\":1,\"ttl\":\"10\"}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1,\"lease\":\"10h30m\"}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1,\"idempotencyKey\":\"k\"}", 400, "unknown_key"),
                Arguments.of("PUT", "{\"data\":1,\"id\":\"a\"}", 400, "unknown_key"),
                Arguments.of("PUT", "{\"data\":1,\"ifVersion\":-1}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1,\"ifVersion\":\"1\"}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1,\"guard\":[]}", 400, "invalid_request"),
                Arguments.of("PUT", "{\"data\":1,\"guard\":{\"a\":[1]}}", 400, "invalid_request"),
                Arguments.of("PATCH", "{\"data\":[1]}", 422, "invalid_patch"),
                Arguments.of("PATCH", "{\"data\":null}", 422, "invalid_patch"),
                Arguments.of("DELETE", "{\"data\":1}", 400, "unknown_key"),
                Arguments.of("PUT", "{\"data\":\"" + "a".repeat(1023) + "\"}", 413, "document_too_large"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatSaysNonsenseIsRefused(String method, String body, int status, String code) throws Exception {
        Response answer = edge.json(method, A, body);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aJsonPatchIsReadBeforeItIsSentOn() throws Exception {
        Response patch = edge.typed("PATCH", A, "application/json-patch+json", "[{\"op\":\"jump\",\"path\":\"\"}]");
        assertThat(patch.code()).isEqualTo("invalid_patch");
    }

    static Stream<String> badHeaders() {
        return Stream.of(
                "If-Match: 5",
                "If-Match:",
                "If-Match: ,",
                "If-Match: \"5\" \"6\"",
                "If-Match: \"5",
                "If-Match: w/\"5\"",
                "If-Match: *, \"5\"",
                "If-Match: " + "\"1\",".repeat(65),
                "If-None-Match: five",
                "Idempotency-Key: ",
                "Idempotency-Key: " + "k".repeat(129),
                "Idempotency-Key: caf\u00e9",
                "Idempotency-Key: a\r\nIdempotency-Key: b");
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void aConditionOrKeyThatIsMalformedIsRefused(String header) throws Exception {
        Response put = edge.json("PUT", A, "{\"data\":1}", header);
        assertThat(put.code()).isEqualTo("invalid_request");
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aConditionIsSaidInOnePlaceOnly() throws Exception {
        assertThat(edge.json("PUT", A, "{\"data\":1,\"ifVersion\":0}", "If-None-Match: *")
                        .code())
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/lux/a?foo=1,unknown_key",
        "GET,/api/lux/a?,not_found",
        "GET,/api/lux/a?wait=1s&wait=1s,invalid_request",
        "GET,/api/lux/a?wait=51s,invalid_request",
        "GET,/api/lux/a?wait=1h,invalid_request",
        "GET,/api/lux/a?wait=,invalid_request",
        "GET,/api/lux/a?wait=%ff,invalid_request",
        "DELETE,/api/lux/a?wait=1s,unknown_key",
        "GET,/api/lux,invalid_request",
        "GET,/api/lux?match=a&match=b,invalid_request",
        "GET,/api/lux?match=a**,invalid_pattern",
        "GET,/api/lux?match=stream,invalid_pattern",
        "GET,/api/lux?match=,invalid_pattern",
        "GET,/api/lux?match=*&limit=0,invalid_request",
        "GET,/api/lux?match=*&limit=1001,invalid_request",
        "GET,/api/lux?match=*&limit=x,invalid_request",
        "GET,/api/lux?match=*&after=%2F,invalid_id"
    })
    void aQueryIsKnownAndValid(String method, String target, String code) throws Exception {
        assertThat(edge.request(method, target).code()).isEqualTo(code);
    }

    @Test
    void whatMayBeTriedAgainSaysWhen() throws Exception {
        edge.owners.failure = new LuxException(ErrorCode.BUSY, "Too many writes wait.");
        Response put = edge.json("PUT", A, "{\"data\":1}");
        assertThat(put.status()).isEqualTo(503);
        assertThat(put.header("retry-after")).isEqualTo("1");
        assertThat(put.body()).contains("\"code\":\"busy\",\"retry\":true");
    }

    @Test
    void aFaultInsideIsInternalAndTellsNothing() throws Exception {
        edge.owners.failure = new IllegalStateException("a secret of the house");
        Response get = edge.request("GET", A);
        assertThat(get.status()).isEqualTo(500);
        assertThat(get.code()).isEqualTo("internal");
        assertThat(get.body()).doesNotContain("secret").doesNotContain("Exception");
    }
}
