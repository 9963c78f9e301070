package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a body comes: whole, in pieces, too much of it, never. */
class BodiesOverHttpTest extends HttpTest {
    private static final String PUT = EdgeUnderTest.head("PUT", "/api/lux/a") + "Content-Type: application/json\r\n";
    private static final int MAX = EdgeUnderTest.LIMITS.messageBytes();

    @Test
    void aChunkedBodyIsPutTogether() throws Exception {
        Response put = edge.raw(PUT + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"d\r\n7\r\nata\":1}\r\n0\r\n\r\n");
        assertThat(put.status()).isEqualTo(201);
    }

    @Test
    void aBodyOfManySmallChunksIsPutTogether() throws Exception {
        StringBuilder body = new StringBuilder();
        for (char c : ("{\"data\":\"" + "x".repeat(1000) + "\"}").toCharArray()) {
            body.append("1\r\n").append(c).append("\r\n");
        }
        assertThat(edge.raw(PUT + "Transfer-Encoding: chunked\r\n\r\n" + body + "0\r\n\r\n")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedBeforeItComes() throws Exception {
        Response put = edge.raw(PUT + "Content-Length: " + (MAX + 1) + "\r\n\r\n");
        assertThat(put.status()).isEqualTo(413);
        assertThat(put.code()).isEqualTo("request_too_large");
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefusedAndTheConnectionEnds() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(PUT + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i <= MAX / 1024; i++) {
                client.send("400\r\n" + " ".repeat(1024) + "\r\n");
            }
            Response put = client.receive();
            assertThat(put.code()).isEqualTo("request_too_large");
            assertThat(put.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aLargeBodyThatIsSentAnywayStillGetsItsAnswer() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(PUT + "Content-Length: 2000000\r\n\r\n" + " ".repeat(2_000_000));
            assertThat(client.receive().code()).isEqualTo("request_too_large");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aSmallBodyOfARefusedRequestIsDroppedAndTheConnectionGoesOn() throws Exception {
        try (RawClient client = edge.connect()) {
            String body = "x".repeat(5000);
            client.send("PUT /api/lux/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + body);
            assertThat(client.receive().code()).isEqualTo("unauthorized");
            client.send(EdgeUnderTest.head("GET", "/api/lux/a") + "\r\n");
            assertThat(client.receive().code()).isEqualTo("not_found");
        }
    }

    @Test
    void aBodyThatStopsIsTimedOut() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(PUT + "Content-Length: 10\r\n\r\n{\"da");
            Response put = client.receive();
            assertThat(put.status()).isEqualTo(408);
            assertThat(put.code()).isEqualTo("request_timeout");
            assertThat(put.header("retry-after")).isEqualTo("1");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aClientThatAsksWhetherToContinueIsToldSo() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(PUT + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);
            client.send("{\"data\":1}");
            assertThat(client.receive().status()).isEqualTo(201);
        }
    }

    @Test
    void aClientThatAsksWhetherToContinueAndIsRefusedLosesItsConnection() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send("PUT /api/lux/a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
            Response put = client.receive();
            assertThat(put.status()).isEqualTo(401);
            assertThat(put.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aConnectionThatNeverBeginsItsFirstHeadIsClosed() throws Exception {
        long started = System.nanoTime();
        try (RawClient silent = edge.connect()) {
            assertThat(silent.isClosedByBroker()).isTrue();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isBetween(300L, 5000L);
    }

    @Test
    void anIdleConnectionIsClosedAndASocketIsNot() throws Exception {
        try (RawClient socket = edge.connect();
                RawClient idle = edge.connect()) {
            socket.send(EdgeUnderTest.head(
                            "GET",
                            "/api/lux/stream",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
                    + "\r\n");
            assertThat(socket.receive().status()).isEqualTo(101);
            idle.send(EdgeUnderTest.head("GET", "/live") + "\r\n");
            assertThat(idle.receive().status()).isEqualTo(200);
            edge.clock.pass(Duration.ofSeconds(76));
            assertThat(idle.isClosedByBroker()).isTrue();
            socket.send("\u0089\u0080maskmask".substring(0, 6));
            assertThat(socket.read()).as("a pong").isEqualTo(0x8a);
        }
    }

    @Test
    void aConnectionThatHadARequestIsKept() throws Exception {
        try (RawClient client = edge.connect()) {
            client.send(EdgeUnderTest.head("GET", "/api/lux/a?wait=1s") + "\r\n");
            // Longer than a first head may take: the other connection's end tells that this much has passed.
            try (RawClient silent = edge.connect()) {
                assertThat(silent.isClosedByBroker()).isTrue();
            }
            edge.complete(edge.owners.polls.get(0).promise(), dev.lux.document.DocumentState.absent("a", 1));
            assertThat(client.receive().code()).isEqualTo("not_found");
            client.send(EdgeUnderTest.head("GET", "/api/lux/a") + "\r\n");
            assertThat(client.receive().code()).isEqualTo("not_found");
        }
    }
}
