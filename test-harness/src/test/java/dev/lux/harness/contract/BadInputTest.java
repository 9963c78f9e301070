package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per bad request and its exact answer, which is a problem as RFC 9457 wants it. */
@Timeout(20)
class BadInputTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "%2e%2e",
                "-a",
                ".a",
                "_a",
                "a%20b",
                "a+b",
                "a%2Fb",
                "a%252e",
                "a%00",
                "a%0d%0a",
                "a%e2%80%ae",
                "é",
                "%c3%a9",
                "%ff",
                "%c0%af",
                "a@b",
                "a*",
                "a;jsessionid=1",
                "a,b",
                "a$b",
                "a=b",
                "a&b",
                "a%5cb",
                "%ed%a0%80",
                "a%E2%80%8B"
            })
    void an_id_of_other_characters_is_invalid(String id) throws IOException {
        Reply reply = raw(HttpBytes.json(BROKER.process().key(), "PUT", "/api/lux/" + id, "{\"data\":1}"));
        assertProblem(reply, 400, "invalid_id");
    }

    @Test
    void a_reserved_id_is_invalid() {
        assertThat(BROKER.http()
                        .batch("[{\"type\":\"put\",\"id\":\"stream\",\"data\":1}]")
                        .body())
                .contains("invalid_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "a%", "a%u0041", "a%4"})
    void a_broken_percent_escape_is_400(String id) throws IOException {
        Reply reply = raw(HttpBytes.json(BROKER.process().key(), "PUT", "/api/lux/" + id, "{\"data\":1}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isIn("invalid_id", "invalid_request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                     | 400 invalid_json
            ` `                                    | 400 invalid_json
            null                                   | 400 invalid_request
            7                                      | 400 invalid_request
            "text"                                 | 400 invalid_request
            []                                     | 400 invalid_request
            {}                                     | 400 invalid_request
            {"data":                               | 400 invalid_json
            {"data":1}}                            | 400 invalid_json
            {"data":1}{"data":2}                   | 400 invalid_json
            {"data":1,}                            | 400 invalid_json
            {"data":[1,]}                          | 400 invalid_json
            {'data':1}                             | 400 invalid_json
            {data:1}                               | 400 invalid_json
            {"data":1}//x                          | 400 invalid_json
            {"data":/**/1}                         | 400 invalid_json
            {"data":1,"data":2}                    | 400 duplicate_key
            {"data":{"a":1,"a":2}}                 | 400 duplicate_key
            {"data":{"a":1,"\\u0061":2}}           | 400 duplicate_key
            {"data":NaN}                           | 400 invalid_json
            {"data":Infinity}                      | 400 invalid_json
            {"data":01}                            | 400 invalid_json
            {"data":+1}                            | 400 invalid_json
            {"data":.5}                            | 400 invalid_json
            {"data":1.}                            | 400 invalid_json
            {"data":0x10}                          | 400 invalid_json
            {"data":1e}                            | 400 invalid_json
            {"data":-}                             | 400 invalid_json
            {"data":"\\ud800"}                     | 400 invalid_json
            {"data":"\\udc00\\ud800"}              | 400 invalid_json
            {"data":"\\x"}                         | 400 invalid_json
            {"data":"\\u12"}                       | 400 invalid_json
            {"data":"	tab"}                      | 400 invalid_json
            {"data":"open                          | 400 invalid_json
            {"data":tru}                           | 400 invalid_json
            {"data":null}                          | 422 null_document
            {"data":1,"ttl":"0s"}                  | 400 invalid_request
            {"data":1,"ttl":"999ms"}               | 400 invalid_request
            {"data":1,"ttl":"401d"}                | 400 invalid_request
            {"data":1,"ttl":600}                   | 400 invalid_request
            {"data":1,"lease":"15"}                | 400 invalid_request
            {"data":1,"lease":"-15s"}              | 400 invalid_request
            {"data":1,"lease":"86401s"}            | 400 invalid_request
            {"data":1,"lease":"9999999d"}          | 400 invalid_request
            {"data":1,"lease":{}}                  | 400 invalid_request
            {"data":1,"onExpire":"mark"}           | 400 invalid_request
            {"data":1,"lease":"15s","onExpire":"keep"}| 400 invalid_request
            {"data":1,"holder":"me"}               | 400 invalid_request
            {"data":1,"holder":null}               | 400 invalid_request
            {"data":1,"session":true}              | 400 unknown_key
            {"data":1,"Data":1}                    | 400 unknown_key
            {"data":1,"":1}                        | 400 unknown_key
            {"data":1,"ifVersion":-1}              | 400 invalid_request
            {"data":1,"ifVersion":1.5}             | 400 invalid_request
            {"data":1,"ifVersion":"1"}             | 400 invalid_request
            {"data":1,"ifVersion":null}            | 400 invalid_request
            {"data":1,"ifVersion":9007199254740992}| 400 invalid_request
            {"data":1,"ifVersion":18446744073709551616}| 400 invalid_request
            {"data":1,"guard":[]}                  | 400 invalid_request
            {"data":1,"guard":{"/a":1}}            | 400 invalid_request
            {"data":1,"guard":{"a":[1]}}           | 400 invalid_request
            {"data":1,"guard":{"/a~2":[1]}}        | 400 invalid_request
            {"data":1,"guard":{"/a":[]}}           | 400 invalid_request
            {"data":1,"guard":"/a"}                | 400 invalid_request
            """)
    void a_body(String body, String expected) {
        Reply reply = BROKER.http().putEnvelope("bad-body", body);
        assertThat(reply.status() + " " + reply.code()).as(reply.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf7b2264617461223a317d, a byte order mark",
        "7b2264617461223a22c0af227d, overlong UTF-8",
        "7b2264617461223a22ff227d, a byte that is never UTF-8",
        "7b2264617461223a22eda080227d, a surrogate in UTF-8",
        "7b2264617461223a22f4908080227d, beyond U+10FFFF",
        "7b2264617461223a22c3227d, half a character",
        "7b002200640061007400610022003a0031007d00, UTF-16",
        "7b2264617461223a2200227d, a raw NUL"
    })
    void bytes_that_are_not_utf8_json(String hex, String name) throws IOException {
        byte[] body = java.util.HexFormat.of().parseHex(hex);
        Reply reply = raw(HttpBytes.request(
                BROKER.process().key(), "PUT", "/api/lux/bad-bytes", body, "Content-Type", "application/json"));
        assertThat(reply.status() + " " + reply.code()).as(name).isEqualTo("400 invalid_json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT   | text/plain
            PUT   | application/merge-patch+json
            PUT   | application/json; charset=utf-7
            PUT   | application/json; charset=iso-8859-1
            PUT   | application/x-www-form-urlencoded
            PUT   | application/jsonx
            PATCH | text/plain
            PATCH | application/xml
            """)
    void another_content_type_is_415(String method, String type) {
        assertProblem(
                BROKER.http().send(method, "/api/lux/x", "{\"data\":1}", "Content-Type", type),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json;charset=UTF-8", "APPLICATION/JSON", "application/json; charset=\"utf-8\""})
    void a_content_type_may_be_spelled_in_its_ways(String type) {
        assertThat(BROKER.http()
                        .send("PUT", "/api/lux/typed", "{\"data\":1}", "Content-Type", type)
                        .status())
                .isIn(200, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "x-unknown", "identity, gzip"})
    void a_compressed_body_is_415(String encoding) {
        Reply reply = BROKER.http()
                .send(
                        "PUT",
                        "/api/lux/x",
                        "{\"data\":1}",
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        encoding);
        assertProblem(reply, 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            If-Match      | 17
            If-Match      | "17
            If-Match      | "abc"
            If-Match      | "-1"
            If-Match      | *, "1"
            """)
    void a_malformed_condition_header_never_writes(String name, String value) {
        String id = BROKER.id("bad");
        BROKER.http().put(id, "1");
        Reply reply = BROKER.http().put(id, "2", name, value);
        assertThat(reply.status()).isIn(400, 412);
        assertThat(BROKER.http().get(id).json().path("data").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/,200",
        "GET,/nope,404",
        "GET,/api/lux/a/b,404",
        "GET,/api,404",
        "GET,/api/lux/,400",
        "POST,/api/lux/x,405",
        "PUT,/api/lux,405",
        "DELETE,/live,405",
        "PUT,/api/lux/stream,405",
        "PUT,/api/lux/stream/x,405",
        "FOO,/api/lux/x,405"
    })
    void a_route_or_method_that_is_not_there(String method, String path, int status) {
        Reply reply = BROKER.http().send(method, path, "");
        if (path.equals("/")) {
            assertThat(reply.status()).isIn(200, 302, 303, 307, 308);
            return;
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status == 405) {
            assertThat(reply.header("allow")).isNotEmpty();
            assertThat(reply.code()).isEqualTo("method_not_allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({"unknown=1,unknown_key", "wait=1s&wait=2s,invalid_request", "wait=1s;x,invalid_request"})
    void an_unknown_or_repeated_parameter_is_refused(String query, String code) {
        assertThat(BROKER.http().send("GET", "/api/lux/x?" + query, "").code()).isEqualTo(code);
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status() + " " + reply.code()).as(reply.body()).isEqualTo(status + " " + code);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("type").asText()).isEqualTo("about:blank");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        for (String member : new String[] {"title", "detail", "requestId"}) {
            assertThat(reply.json().path(member).asText()).as(member).isNotEmpty();
        }
        assertThat(reply.json().path("retry").isBoolean()).isTrue();
        assertThat(reply.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private static Reply raw(byte[] request) throws IOException {
        try (HttpConnection connection = HttpConnection.open(BROKER.process().url())) {
            connection.send(request);
            return connection.read();
        }
    }
}
