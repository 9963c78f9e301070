package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a credential does not allow is 403, the same whether or not there is such a document. */
class ScopesOverHttpTest extends HttpTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String SECRET = "\"a secret\"";

    @BeforeEach
    void aDocument() {
        edge.owners.documents.put(
                "a-1",
                new DocumentState(
                        "a-1", 5, SECRET.getBytes(StandardCharsets.UTF_8), MemoryOwners.AT_MICROS, "somebody"));
    }

    @ParameterizedTest
    @CsvSource({
        // scopes, method, target, status
        "read:a-*,GET,/api/lux/a-1,200",
        "read:a-1,GET,/api/lux/a-1,200",
        "read:a-1,HEAD,/api/lux/a-1,200",
        "read:*,GET,/api/lux/a-2,404",
        "read:b-*,GET,/api/lux/a-1,403",
        "read:b-*,GET,/api/lux/a-2,403",
        "read:a-1,GET,/api/lux/a-11,403",
        "read:a-1,GET,/api/lux/a-11?wait=1s,403",
        "write:a-*,GET,/api/lux/a-1,403",
        "list:a-*,GET,/api/lux/a-1,403",
        "admin:a-*,GET,/api/lux/a-1,403",
        "write:a-*,DELETE,/api/lux/a-1,204",
        "read:a-*,DELETE,/api/lux/a-1,403",
        "'read,list:a-*',GET,/api/lux?match=a-*,200",
        "read:*;list:a-*,GET,/api/lux?match=a-*,200",
        "'read,list:a-*',GET,/api/lux?match=a-1,200",
        "'read,list:a-*',GET,/api/lux?match=a*,403",
        "'read,list:a-*',GET,/api/lux?match=*,403",
        "read:a-*,GET,/api/lux?match=a-*,403",
        "list:a-*,GET,/api/lux?match=a-*,403",
        "admin:a-*,GET,/api/lux/_cluster,403",
        "'read,write,list:*',GET,/api/lux/_cluster,403",
        "admin:a-*,GET,/api/lux/_verify,403",
        "'read,write,list:*',GET,/api/lux/_verify?match=a-*,403"
    })
    void eachEntryAsksForItsRight(String scopes, String method, String target, int status) throws Exception {
        Response answer = edge.as(scopes, method, target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().contains("\"code\":\"forbidden\"")).isEqualTo(status == 403);
        assertThat(answer.header("www-authenticate"))
                .isEqualTo(status == 403 ? "Bearer error=\"insufficient_scope\"" : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void aWriteNeedsTheRightToWriteThatDocument(String method) throws Exception {
        assertThat(edge.as("write:a-*", method, "/api/lux/a-1", JSON, "", "{\"data\":{}}")
                        .status())
                .isEqualTo(200);
        assertThat(edge.owners.writes.get(0).by()).isEqualTo("someone");
        assertThat(edge.as("write:b-*;read:*", method, "/api/lux/a-1", JSON, "", "{\"data\":{}}")
                        .status())
                .isEqualTo(403);
        assertThat(edge.owners.writes).hasSize(1);
    }

    @Test
    void aForbiddenAnswerIsTheSameForWhatThereIsAndForWhatThereIsNot() throws Exception {
        Response there = edge.as("read:b-*", "GET", "/api/lux/a-1", "X-Request-Id: same");
        Response notThere = edge.as("read:b-*", "GET", "/api/lux/a-2", "X-Request-Id: same");
        assertThat(there.body().replace("a-1", "a-2")).isEqualTo(notThere.body());
        assertThat(there.headers()).containsOnlyKeys(notThere.headers().keySet());
    }

    @Test
    void aBodyThatNobodyMaySendIsNotWaitedFor() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send("PUT /api/lux/a-1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer scoped;read:*\r\n" + JSON
                    + "\r\nContent-Length: 1000\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(403);
        }
    }

    @Test
    void whoMayNotReadIsNotShownTheDocumentThatAConditionFailedOn() throws Exception {
        Response reader = edge.as("read,write:a-*", "PUT", "/api/lux/a-1", JSON, "If-Match: \"4\"", "", "{\"data\":1}");
        assertThat(reader.status()).isEqualTo(412);
        assertThat(reader.body()).contains(SECRET);
        Response writer = edge.as("write:a-*", "PUT", "/api/lux/a-1", JSON, "If-Match: \"4\"", "", "{\"data\":1}");
        assertThat(writer.status()).isEqualTo(412);
        assertThat(writer.body()).doesNotContain("secret", "somebody", "current");
        Response batch = edge.as(
                "write:a-*",
                "POST",
                "/api/lux",
                JSON,
                "",
                "{\"writes\":[{\"id\":\"a-1\",\"data\":1,\"ifVersion\":4}]}");
        assertThat(batch.body()).contains("\"status\":412").doesNotContain("secret", "somebody", "current");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | application/json | {\"data\":1,\"guard\":{\"/x\":[1]}}",
                "DELETE | application/json | {\"guard\":{\"/x\":[1]}}",
                "PATCH | application/json-patch+json | [{\"op\":\"test\",\"path\":\"\",\"value\":1}]",
                "PATCH | application/json-patch+json | [{\"op\":\"copy\",\"path\":\"/a\",\"from\":\"/b\"}]"
            })
    void whatAsksOfTheContentNeedsTheRightToReadIt(String method, String type, String body) throws Exception {
        String[] request = {"Content-Type: " + type, "", body};
        assertThat(edge.as("write:a-*", method, "/api/lux/a-1", request).status())
                .isEqualTo(403);
        assertThat(edge.owners.writes).isEmpty();
        assertThat(edge.as("read,write:a-*", method, "/api/lux/a-1", request).status())
                .isNotEqualTo(403);
    }

    @Test
    void ofSeveralWritesThoseThatAreAllowedAreDone() throws Exception {
        Response answer = edge.as(
                "write:a-*;write:b",
                "POST",
                "/api/lux",
                JSON,
                "",
                "{\"writes\":[{\"id\":\"a-1\",\"data\":1},{\"id\":\"c\",\"data\":1},{\"id\":\"b\",\"data\":1},"
                        + "{\"id\":\"b\",\"data\":1,\"guard\":{\"/x\":[1]}}]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence(
                        "\"id\":\"a-1\",\"version\"",
                        "\"id\":\"c\",\"status\":403",
                        "\"id\":\"b\",\"version\"",
                        "\"id\":\"b\",\"status\":403");
        assertThat(edge.owners.documents).containsOnlyKeys("a-1", "b");
    }

    @Test
    void aPollWhoseCredentialIsTakenAwayWhileItWaitsShowsNothing() throws Exception {
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return edge.as("read:a-*", "GET", "/api/lux/a-1?wait=30s", "If-None-Match: \"5\"");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Awaitility.await().until(() -> edge.owners.polls.size() == 1);
        edge.scoped.revoked = true;
        edge.complete(
                edge.owners.polls.get(0).promise(),
                new DocumentState("a-1", 6, SECRET.getBytes(StandardCharsets.UTF_8), 1, "somebody"));
        assertThat(answer.join().status()).isEqualTo(401);
        assertThat(answer.join().body()).doesNotContain("secret");
    }
}
