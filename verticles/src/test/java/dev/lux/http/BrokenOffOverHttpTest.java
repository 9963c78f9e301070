package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lux.document.DocumentState;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that stop, end, or go on as nobody can read: the client is told before the connection ends. */
class BrokenOffOverHttpTest extends HttpTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String BODY = "{\"data\":1}";
    private static final String HEAD = EdgeUnderTest.head("PUT", "/api/lux/a") + "Content-Type: application/json\r\n";
    private static final String WHOLE = HEAD + "Content-Length: 10\r\n\r\n" + BODY;
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String WAIT = EdgeUnderTest.head("GET", "/api/lux/b?wait=9s") + "\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1\r\n{\"data\":1}\r\n0\r\n\r\n",
                "+a\r\n{\"data\":1}\r\n0\r\n\r\n",
                "0xa\r\n{\"data\":1}\r\n0\r\n\r\n",
                "\r\n{\"data\":1}\r\n0\r\n\r\n",
                ";x=1\r\n{\"data\":1}\r\n0\r\n\r\n",
                "a \r\n{\"data\":1}\r\n0\r\n\r\n",
                "xyz\r\n",
                "FFFFFFFFFFFFFFFF\r\n{\"data\":1}\r\n0\r\n\r\n",
                "80000000\r\n",
                "a\n{\"data\":1}\r\n0\r\n\r\n",
                "9\r\n{\"data\":1}\r\n0\r\n\r\n",
                "b\r\n{\"data\":1}\r\n0\r\n\r\n",
                "a\r\n{\"data\":1}0\r\n\r\n",
                "a\r\n{\"data\":1}\r\n0\r\nno trailer\r\n\r\n",
                "a\r\n{\"data\":1}\r\n0\r\n\n"
            })
    void chunksThatAreNoneAreRefused(String chunks) throws Exception {
        assertRefused(HEAD + CHUNKED + chunks);
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aBadChunkIsRefusedAlsoLongAfterTheHead() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(HEAD + "Expect: 100-continue\r\n" + CHUNKED);
            assertThat(client.receive().status()).isEqualTo(100);
            client.send("a\r\n" + BODY + "\r\nno size\r\n");
            assertRefused(client);
        }
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aBrokenBodyThatNobodyReadsIsRefusedToo() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(WAIT.substring(0, WAIT.length() - 2) + CHUNKED);
            await().atMost(SOON).until(() -> !edge.owners.polls.isEmpty());
            client.send("no size\r\n");
            assertRefused(client);
        }
        edge.complete(edge.owners.polls.get(0).promise(), DocumentState.absent("b", 1));
    }

    @Test
    void aBrokenBodyBehindItsAnswerJustEndsTheConnection() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send("GET /live HTTP/1.1\r\nHost: x\r\n" + CHUNKED);
            assertThat(client.receive().status()).isEqualTo(200);
            client.send("no size\r\n");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aClientThatEndsItsSideInsideOfARequestIsToldSo() throws Exception {
        for (int sent = 1; sent < WHOLE.length(); sent++) {
            try (RawClient client = edge.connect()) {
                client.send(WHOLE.substring(0, sent));
                client.halfClose();
                assertRefused(client);
            }
        }
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aClientThatEndsItsSideInsideOfAChunkIsToldSo() throws Exception {
        String whole = HEAD + CHUNKED + "5\r\n{\"dat\r\n5;x\r\na\":1}\r\n0\r\nA: b\r\n\r\n";
        for (int sent = whole.indexOf(CHUNKED); sent < whole.length(); sent++) {
            try (RawClient client = edge.connect()) {
                client.send(whole.substring(0, sent));
                client.halfClose();
                assertRefused(client);
            }
        }
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void aClientThatEndsItsSideBehindItsRequestsGetsTheirAnswers() throws Exception {
        Promise<Void> release = Promise.promise();
        edge.owners.held = release.future();
        try (RawClient client = edge.connect()) {
            client.send(WHOLE + WHOLE + "GET /live HTTP/1.1\r\nHost: x\r\n\r\n");
            client.halfClose();
            await().atMost(SOON).until(() -> edge.owners.writes.size() == 1);
            edge.complete(release, null);
            assertThat(client.receive().status()).isEqualTo(201);
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aClientThatEndsItsSideIsNotKeptForNews() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(WAIT + WAIT);
            await().atMost(SOON).until(() -> !edge.owners.polls.isEmpty());
            client.halfClose();
            assertThat(client.isClosedByBroker()).isTrue();
        }
        await().atMost(SOON).until(edge.owners.polls.get(0).clientGone()::isComplete);
        assertThat(edge.owners.polls).hasSize(1);
    }

    @Test
    void aClientThatHasEndedItsSideIsNotKeptForNewsThatItAskedForBefore() throws Exception {
        Promise<Void> release = Promise.promise();
        edge.owners.held = release.future();
        try (RawClient client = edge.connect()) {
            client.send(WHOLE + WAIT);
            client.halfClose();
            await().atMost(SOON).until(() -> edge.owners.writes.size() == 1);
            edge.complete(release, null);
            assertThat(client.receive().status()).isEqualTo(201);
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aClientThatEndsItsSideBetweenRequestsIsLetGo() throws Exception {
        try (RawClient used = edge.connect();
                RawClient silent = edge.connect()) {
            silent.halfClose();
            assertThat(silent.isClosedByBroker()).isTrue();
            used.send(WHOLE);
            assertThat(used.receive().status()).isEqualTo(201);
            used.halfClose();
            assertThat(used.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aSocketEndsWithItsClientsSide() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head(
                            "GET",
                            "/api/lux/stream",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
                    + "\r\n");
            assertThat(client.receive().status()).isEqualTo(101);
            client.halfClose();
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P", "PUT /api", "PUT /api/lux/a HTTP/1.1\r\n", "PUT /api/lux/a HTTP/1.1\r\nHost: x\r\nCont"})
    void aHeadThatStopsIsTimedOut(String begin) throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(begin);
            assertTimedOut(client);
        }
    }

    @Test
    void aHeadThatDripsIsTimedOutOnAnyConnection() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(WHOLE);
            assertThat(client.receive().status()).isEqualTo(201);
            client.send("GET /");
            Thread drip = new Thread(() -> drip(client));
            drip.start();
            assertTimedOut(client);
            drip.join();
        }
    }

    /** Sends one byte each time that the head has not yet timed out, as fast as the broker takes them. */
    private static void drip(RawClient client) {
        try {
            for (int i = 0; i < 10_000; i++) {
                client.send("a");
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Test
    void anEmptyLineIsNotTheBeginOfARequest() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send("\r\n\r\n");
            assertThat(client.read()).as("closed without an answer").isEqualTo(-1);
        }
    }

    private void assertRefused(String sent) throws IOException {
        try (RawClient client = edge.connect()) {
            client.send(sent);
            assertRefused(client);
        }
    }

    private static void assertRefused(RawClient client) throws IOException {
        Response answer = client.receive();
        assertThat(answer.status() + " " + answer.code()).isEqualTo("400 invalid_request");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(client.isClosedByBroker()).isTrue();
    }

    private static void assertTimedOut(RawClient client) throws IOException {
        Response answer = client.receive();
        assertThat(answer.status() + " " + answer.code()).isEqualTo("408 request_timeout");
        assertThat(client.isClosedByBroker()).isTrue();
    }
}
