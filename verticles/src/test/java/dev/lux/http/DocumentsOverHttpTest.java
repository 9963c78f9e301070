package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.WriteKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsOverHttpTest extends HttpTest {
    @Test
    void aPutThatCreatesIs201WithIdVersionAndTag() throws Exception {
        Response put = edge.json("PUT", "/api/lux/a", "{\"data\":{\"n\":1}}");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.body()).isEqualTo("{\"id\":\"a\",\"version\":" + put.version() + "}");
    }

    @Test
    void aPutThatReplacesIs200WithAHigherVersion() throws Exception {
        long first = edge.json("PUT", "/api/lux/a", "{\"data\":1}").version();
        Response second = edge.json("PUT", "/api/lux/a", "{\"data\":2}");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.version()).isGreaterThan(first);
    }

    @Test
    void aGetAnswersTheBytesThatWerePutLessWhiteSpace() throws Exception {
        long version = edge.json("PUT", "/api/lux/a", "{ \"data\" : { \"b\": 1.0, \"a\" : 12345678901234567890 } }")
                .version();
        Response get = edge.request("GET", "/api/lux/a");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.version()).isEqualTo(version);
        assertThat(get.body())
                .isEqualTo(
                        "{\"id\":\"a\",\"version\":" + version
                                + ",\"data\":{\"b\":1.0,\"a\":12345678901234567890},\"meta\":{\"at\":\"2026-06-17T22:18:00.123456Z\",\"by\":\"dev\"}}");
    }

    @Test
    void everyAnswerOfTheApiIsPrivateTypedAndNamed() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}");
        Response get = edge.request("GET", "/api/lux/a");
        assertThat(get.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(get.header("vary")).isEqualTo("Authorization");
        assertThat(get.header("content-type")).isEqualTo("application/json");
        assertThat(get.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(get.header("x-request-id")).matches("[0-9a-z-]+");
    }

    @Test
    void aHeadAnswersTheHeadersOfTheGet() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}");
        Response get = edge.request("GET", "/api/lux/a");
        try (RawClient client = edge.connect()) {
            Response head = client.send(EdgeUnderTest.head("HEAD", "/api/lux/a") + "\r\n")
                    .receive(false);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
            assertThat(head.header("etag")).isEqualTo(get.header("etag"));
            Response next = client.send(EdgeUnderTest.head("GET", "/api/lux/a") + "\r\n")
                    .receive();
            assertThat(next.body()).as("nothing of a body was sent before").isEqualTo(get.body());
        }
    }

    @Test
    void aDeleteIs204AlsoWhenAbsent() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}");
        assertThat(edge.request("DELETE", "/api/lux/a").status()).isEqualTo(204);
        assertThat(edge.request("DELETE", "/api/lux/a").status()).isEqualTo(204);
        assertThat(edge.request("GET", "/api/lux/a").code()).isEqualTo("not_found");
    }

    @Test
    void aDeleteMayCarryAnEnvelopeWithConditions() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":{\"status\":\"open\"}}");
        Response refused = edge.json("DELETE", "/api/lux/a", "{\"guard\":{\"/status\":[\"closed\"]}}");
        assertThat(refused.code()).isEqualTo("guard_failed");
        assertThat(edge.json("DELETE", "/api/lux/a", "{\"guard\":{\"/status\":[\"open\"]}}")
                        .status())
                .isEqualTo(204);
    }

    static Stream<Arguments> patches() {
        return Stream.of(
                Arguments.of("application/json", "{\"data\":{\"b\":2}}", WriteKind.MERGE_PATCH),
                Arguments.of("application/merge-patch+json", "{\"b\":2}", WriteKind.MERGE_PATCH),
                Arguments.of("Application/Merge-Patch+JSON; charset=\"UTF-8\"", "{\"b\":2}", WriteKind.MERGE_PATCH),
                Arguments.of(
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/b\",\"value\":2}]",
                        WriteKind.JSON_PATCH));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void theContentTypeSaysWhichPatch(String type, String body, WriteKind kind) throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":{\"a\":1}}");
        Response patch = edge.typed("PATCH", "/api/lux/a", type, body);
        assertThat(patch.status()).isEqualTo(200);
        assertThat(edge.owners.writes.get(1).kind()).isEqualTo(kind);
        assertThat(edge.request("GET", "/api/lux/a").body()).contains("\"data\":{\"a\":1,\"b\":2}");
    }

    @Test
    void aFailedConditionCarriesTheCurrentDocument() throws Exception {
        long version = edge.json("PUT", "/api/lux/a", "{\"data\":{\"n\":1}}").version();
        Response put = edge.json("PUT", "/api/lux/a", "{\"data\":2,\"ifVersion\":5}");
        assertThat(put.status()).isEqualTo(412);
        assertThat(put.header("content-type")).isEqualTo("application/problem+json");
        assertThat(put.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Precondition Failed\",\"status\":412,"
                        + "\"detail\":\"Not that version.\",\"code\":\"version_conflict\",\"retry\":false,\"current\":{\"version\":"
                        + version
                        + ",\"data\":{\"n\":1},\"meta\":{\"at\":\"2026-06-17T22:18:00.123456Z\",\"by\":\"dev\"}},\"requestId\":\""
                        + put.header("x-request-id") + "\"}");
    }

    @Test
    void aFailedGuardNamesItsPointersAndAbsentIsNull() throws Exception {
        Response put = edge.json("PUT", "/api/lux/a", "{\"data\":2,\"guard\":{\"/status\":[\"open\"]}}");
        assertThat(put.body()).contains("\"current\":null,\"failedGuards\":[\"/status\"]");
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("If-Match: \"%d\"", 200),
                Arguments.of("If-Match: \"1\", \"%d\"", 200),
                Arguments.of("If-Match: *", 200),
                Arguments.of("If-Match: W/\"%d\"", 412),
                Arguments.of("If-Match: \"1.1\"", 412),
                Arguments.of("If-Match: \"-1\"", 412),
                Arguments.of("If-Match: \"18446744073709551616\"", 412),
                Arguments.of("If-None-Match: *", 412),
                Arguments.of("If-None-Match: \"%d\"", 412),
                Arguments.of("If-None-Match: W/\"%d\"", 412),
                Arguments.of("If-None-Match: \"1\"", 200),
                Arguments.of("If-Match: \"%d\"\r\nIf-None-Match: \"%<d\"", 412),
                Arguments.of("If-Match: \"%d\"\r\nIf-None-Match: \"1\"", 200));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void headersAreConditionsOfAWrite(String header, int status) throws Exception {
        long version = edge.json("PUT", "/api/lux/a", "{\"data\":1}").version();
        Response put = edge.json("PUT", "/api/lux/a", "{\"data\":2}", String.format(header, version));
        assertThat(put.status()).isEqualTo(status);
    }

    @Test
    void anAbsentDocumentIsCreatedUnderIfNoneMatchStar() throws Exception {
        assertThat(edge.json("PUT", "/api/lux/a", "{\"data\":1}", "If-None-Match: *")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: \"%d\"",
                "If-None-Match: W/\"%d\"",
                "If-None-Match: \"x\", \"%d\"",
                "If-None-Match: *"
            })
    void aReadOfAKnownVersionIs304WithItsTag(String header) throws Exception {
        long version = edge.json("PUT", "/api/lux/a", "{\"data\":1}").version();
        Response get = edge.request("GET", "/api/lux/a", String.format(header, version));
        assertThat(get.status()).isEqualTo(304);
        assertThat(get.version()).isEqualTo(version);
        assertThat(get.body()).isEmpty();
    }

    @Test
    void aReadUnderAnIfMatchThatDoesNotHoldIs412() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}");
        assertThat(edge.request("GET", "/api/lux/a", "If-Match: \"1\"").code()).isEqualTo("version_conflict");
    }

    @Test
    void theSameRequestUnderTheSameKeyHasTheSameDigests() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}", "Idempotency-Key: \"k 1\"");
        edge.json("PUT", "/api/lux/a", "{ \"data\": 1 }", "Idempotency-Key: \"k 1\"");
        edge.json("PUT", "/api/lux/a", "{\"data\":1}", "Idempotency-Key: \"k 1\"", "If-Match: *");
        assertThat(edge.owners.writes.get(0).idempotency())
                .isNotNull()
                .isEqualTo(edge.owners.writes.get(1).idempotency());
        assertThat(edge.owners.writes.get(0).idempotency().request())
                .isNotEqualTo(edge.owners.writes.get(2).idempotency().request());
    }

    @Test
    void aClientsRequestIdIsKeptWhenItIsPlain() throws Exception {
        assertThat(edge.request("GET", "/api/lux/a", "X-Request-Id: job-7").header("x-request-id"))
                .isEqualTo("job-7");
        assertThat(edge.request("GET", "/api/lux/a", "X-Request-Id: a b").header("x-request-id"))
                .isNotEqualTo("a b");
    }

    @Test
    void theSeedsRequestIsAcknowledged() throws Exception {
        Response put = edge.json(
                "PUT",
                "/api/lux/incident-INC-1042",
                "{\"data\":{\"ticket\":\"INC-1042\",\"status\":\"mitigating\",\"owner\":\"operator-a\"}}");
        assertThat(put.status()).isEqualTo(201);
    }

    @Test
    void anIdMayBePercentEncoded() throws Exception {
        assertThat(edge.json("PUT", "/api/lux/a%7Eb%3a1", "{\"data\":1}").body())
                .startsWith("{\"id\":\"a~b:1\",");
    }
}
