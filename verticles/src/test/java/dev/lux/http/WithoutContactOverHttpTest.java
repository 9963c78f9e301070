package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that does not hear its cluster does not know whose credential still holds. */
@Timeout(30)
class WithoutContactOverHttpTest {
    private static final String BODY = "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"data\":1}";

    @ParameterizedTest
    @CsvSource({
        "GET, /api/lux/a",
        "HEAD, /api/lux/a",
        "GET, /api/lux/a?wait=1s",
        "GET, /api/lux?match=a*",
        "GET, /api/lux/_verify",
        "DELETE, /api/lux/a",
        "PUT, /api/lux/a",
        "PATCH, /api/lux/a",
        "POST, /api/lux"
    })
    void nothingIsServed(String method, String path) throws IOException {
        try (EdgeUnderTest edge = new EdgeUnderTest();
                RawClient client = edge.connect()) {
            edge.heard.set(0);
            boolean hasBody = method.startsWith("P");
            client.send(EdgeUnderTest.head(method, path) + (hasBody ? BODY : "\r\n"));
            Response answer = client.receive(!method.equals("HEAD"));
            assertThat(answer.status()).isEqualTo(503);
            if (!method.equals("HEAD")) {
                assertThat(answer.body()).contains("\"code\":\"no_quorum\"");
            }
        }
    }

    @Test
    void whoseCredentialItDoesNotKnowIsToldSoToo() throws IOException {
        try (EdgeUnderTest edge = new EdgeUnderTest();
                RawClient client = edge.connect()) {
            edge.heard.set(0);
            client.send("GET /api/lux/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer of-a-key-made-elsewhere\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(503);
        }
    }

    @Test
    void whatAPollHasFoundMeanwhileIsNotTold() throws IOException {
        try (EdgeUnderTest edge = new EdgeUnderTest();
                RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=1s") + "\r\n");
            Awaitility.await().until(() -> edge.owners.polls.size() == 1);
            edge.heard.set(0);
            edge.owners.polls.get(0).promise().complete(DocumentState.absent("a", 7));
            assertThat(client.receive().status()).isEqualTo(503);
        }
    }
}
