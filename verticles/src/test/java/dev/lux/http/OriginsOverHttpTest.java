package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsOverHttpTest extends HttpTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://ops.example.com", "http://localhost:5173", "https://[::1]", "http://127.0.0.1:1"})
    void aPageThatMayIsToldSo(String origin) throws Exception {
        Response put = edge.json("PUT", "/api/lux/a", "{\"data\":1}", "Origin: " + origin);
        assertThat(put.status()).isLessThan(300);
        assertThat(put.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(put.header("access-control-expose-headers")).isEqualTo("ETag, X-Request-Id, Retry-After");
        assertThat(put.header("access-control-allow-credentials")).isNull();
        assertThat(put.header("vary")).isEqualTo("Authorization, Origin");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/lux/a,https://evil.example",
        "GET,/api/lux/stream,https://evil.example",
        "GET,/api/lux/stream/a,null",
        "POST,/api/lux,https://ops.example.com.evil.example",
        "OPTIONS,/api/lux/a,https://evil.example",
        "GET,/api/lux/a,http://localhost.evil.example",
    })
    void aPageThatMayNotIsRefusedEverywhere(String method, String target, String origin) throws Exception {
        Response answer = edge.request(method, target, "Origin: " + origin, "Access-Control-Request-Method: GET");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("origin_forbidden");
        assertThat(answer.header("access-control-allow-origin")).isNull();
    }

    @Test
    void aPreflightNeedsNoCredential() throws Exception {
        Response preflight = edge.raw(String.join(
                "\r\n",
                "OPTIONS /api/lux/a HTTP/1.1",
                "Host: x",
                "Origin: https://ops.example.com",
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: if-match",
                "",
                ""));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-methods")).contains("PATCH");
        assertThat(preflight.header("access-control-allow-headers"))
                .isEqualTo("Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key,"
                        + " Last-Event-ID, X-Request-Id");
        assertThat(preflight.header("access-control-max-age")).isEqualTo("600");
    }

    @Test
    void aStreamIsHandedOnWithItsId() throws Exception {
        assertThat(edge.request("GET", "/api/lux/stream/incident-1?x=1").body()).isEqualTo("stream incident-1");
        assertThat(edge.request("GET", "/api/lux/stream?match=*").body()).isEqualTo("stream null");
        assertThat(edge.request("GET", "/api/lux/stream/a%2Fb").code()).isEqualTo("invalid_id");
    }
}
