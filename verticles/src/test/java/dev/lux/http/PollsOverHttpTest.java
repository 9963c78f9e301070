package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollsOverHttpTest extends HttpTest {
    @Test
    void aPollOfADocumentThatTheClientDoesNotHaveIsAnsweredAtOnce() throws Exception {
        edge.json("PUT", "/api/lux/a", "{\"data\":1}");
        assertThat(edge.request("GET", "/api/lux/a?wait=30s").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "050s,50000", "0m,0"})
    void aPollWaitsAsLongAsItAsks(String wait, long millis) throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=" + wait) + "\r\n");
            MemoryOwners.Waiting poll = waiting();
            assertThat(poll.timeout()).isEqualTo(Duration.ofMillis(millis));
            assertThat(poll.knownVersion()).isZero();
        }
    }

    @Test
    void aPollEndsWithTheChange() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=30s") + "\r\n");
            waiting().promise().complete(state(9));
            assertThat(client.receive().version()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"%d\"", "W/\"%d\"", "\"3\", \"%d\"", "*"})
    void aPollForAKnownVersionWaitsForAnotherAndEndsWith304WhenThereIsNone(String tags) throws Exception {
        long version = edge.json("PUT", "/api/lux/a", "{\"data\":1}").version();
        try (RawClient client = edge.connect()) {
            client.send(
                    EdgeUnderTest.head("GET", "/api/lux/a?wait=30s", "If-None-Match: " + String.format(tags, version))
                            + "\r\n");
            MemoryOwners.Waiting poll = waiting();
            assertThat(poll.knownVersion()).isEqualTo(version);
            poll.promise().complete(state(version));
            assertThat(client.receive().status()).isEqualTo(304);
        }
    }

    @Test
    void aPollThatNothingEndsIs404ForAnAbsentDocument() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=30s") + "\r\n");
            waiting().promise().complete(DocumentState.absent("a", 3));
            assertThat(client.receive().code()).isEqualTo("not_found");
        }
    }

    @Test
    void aPollWhoseClientHasGoneIsDropped() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=30s") + "\r\n");
            waiting();
        }
        edge.complete(edge.owners.polls.get(0).promise(), state(9));
        assertThat(edge.request("GET", "/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n"})
    void aPollHearsThatItsClientHasGone(String nextRequest) throws Exception {
        Future<?> gone;
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=30s") + "\r\n" + nextRequest);
            gone = waiting().clientGone();
            assertThat(gone.isComplete()).isFalse();
        }
        await().atMost(Duration.ofSeconds(1)).until(gone::isComplete);
    }

    private MemoryOwners.Waiting waiting() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !edge.owners.polls.isEmpty());
        return edge.owners.polls.get(0);
    }

    private static DocumentState state(long version) {
        return new DocumentState("a", version, "1".getBytes(StandardCharsets.UTF_8), 0, "dev");
    }
}
