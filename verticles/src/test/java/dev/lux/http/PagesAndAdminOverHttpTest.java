package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesAndAdminOverHttpTest extends HttpTest {
    @ParameterizedTest
    @CsvSource({
        "/lux.js,text/javascript; charset=utf-8,export const lux",
        "/lux.js?v=1,text/javascript; charset=utf-8,export const lux",
        "/lux.d.ts,text/plain; charset=utf-8,export function lux",
        "/apps/,text/html; charset=utf-8,<title>Apps",
        "/apps/board/,text/html; charset=utf-8,<title>Board",
        "/apps/board/index.html,text/html; charset=utf-8,<title>Board",
        "/apps/board/app.css,text/css; charset=utf-8,body"
    })
    void pagesAreServedWithoutACredential(String path, String type, String text) throws Exception {
        Response page = edge.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo(type);
        assertThat(page.body()).contains(text);
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("content-security-policy"))
                .isEqualTo("default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none';"
                        + " base-uri 'none'; form-action 'self'");
    }

    @Test
    void aKnownPageIsNotSentAgain() throws Exception {
        Response page = edge.request("GET", "/apps/");
        Response again = edge.request("GET", "/apps/", "If-None-Match: " + page.header("etag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(edge.request("GET", "/apps/", "If-None-Match: \"x\"").status())
                .isEqualTo(200);
    }

    @Test
    void theSdkMayBeImportedFromAnywhereAndPagesMayNot() throws Exception {
        assertThat(edge.request("GET", "/lux.js", "Origin: https://any.example").header("access-control-allow-origin"))
                .isEqualTo("*");
        assertThat(edge.request("GET", "/apps/").header("access-control-allow-origin"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"/,/apps/", "/apps,/apps/", "/apps/board,/apps/board/"})
    void foldersAreRedirectedTo(String path, String location) throws Exception {
        Response answer = edge.request("GET", path);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apps/../lux.js",
                "/apps/%2e%2e/lux.js",
                "/apps/..%2flux.js",
                "/../logback.xml",
                "/logback.xml",
                "/apps/board/none",
                "/apps//board/",
                "/web/lux.js"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(edge.request("GET", path).code()).isEqualTo("no_such_route");
    }

    @Test
    void pagesAreReadOnly() throws Exception {
        Response post = edge.request("DELETE", "/lux.js");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.code()).isEqualTo("method_not_allowed");
        assertThat(post.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void aLiveProcessSaysSo() throws Exception {
        Response live = edge.raw("GET /live HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(live.status()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"live\"}");
    }

    @Test
    void readinessIs503WhenTheNodeTakesNoWrites() throws Exception {
        assertThat(edge.request("GET", "/ready").status()).isEqualTo(200);
        edge.ready = false;
        Response ready = edge.request("GET", "/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"not ready\"}");
    }

    @Test
    void metricsCountWritesAndErrors() throws Exception {
        edge.json("PUT", "/api/lux/m", "{\"data\":1}");
        edge.json("PUT", "/api/lux/m", "{\"data\":1,\"ifVersion\":3}");
        Response metrics = edge.raw("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(metrics.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .containsPattern("lux_writes_total\\{kind=\"put\",result=\"created\"} [1-9]")
                .containsPattern("lux_writes_total\\{kind=\"put\",result=\"refused\"} [1-9]")
                .containsPattern("lux_errors_total\\{code=\"version_conflict\"} [1-9]")
                .containsPattern("lux_write_ack_seconds_bucket\\{le=\"0.001\"} [0-9]");
    }

    @Test
    void metricsAreReadOnly() throws Exception {
        assertThat(edge.request("POST", "/metrics").code()).isEqualTo("method_not_allowed");
    }
}
