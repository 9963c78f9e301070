package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchCommandTest {
    private static String state(String id, long version) {
        return "{\"type\":\"state\",\"id\":\"" + id + "\",\"version\":" + version + ",\"data\":1.0}";
    }

    @Test
    void onceEndsWhenEverySubscriptionIsSynced() throws Exception {
        try (FakeStream broker = new FakeStream(socket -> {
            socket.take();
            socket.take();
            socket.state("a-1", 5);
            socket.synced("a-*");
            socket.ping();
            socket.state("b", 6);
            socket.synced("b");
            socket.state("b", 7);
            socket.take();
        })) {
            Run run = Run.piped().lux(broker.url(), "watch", "a-*", "b", "--once");
            assertThat(run.exit).isZero();
            assertThat(run.out().lines()).containsExactly(state("a-1", 5), state("b", 6));
            assertThat(broker.received)
                    .startsWith(
                            "{\"type\":\"subscribe\",\"match\":\"a-*\"}", "{\"type\":\"subscribe\",\"match\":\"b\"}");
        }
    }

    @Test
    void theKeyTravelsInAHeaderNeverInTheUrl() throws Exception {
        try (FakeStream broker = new FakeStream(socket -> socket.synced("a"))) {
            Run.piped().env("LUX_API_KEY", "secret").lux(broker.url(), "watch", "a", "--once");
            assertThat(broker.handshakes.get(0)).startsWith("GET /api/lux/stream HTTP/1.1\r\n");
            assertThat(broker.handshakes.get(0)).containsIgnoringCase("authorization: bearer secret\r\n");
        }
    }

    @Test
    void countEndsAfterThatManyLines() throws Exception {
        String gone = "{\"type\":\"gone\",\"id\":\"a\",\"version\":7,\"reason\":\"deleted\"}";
        try (FakeStream broker = new FakeStream(socket -> {
            socket.state("a", 6);
            socket.synced("a");
            socket.send(gone);
            socket.state("a", 8);
            socket.take();
        })) {
            assertThat(Run.piped()
                            .lux(broker.url(), "watch", "a", "--count", "2")
                            .out()
                            .lines())
                    .containsExactly(state("a", 6), gone);
        }
    }

    @Test
    void afterAReconnectOnlyNewsIsPrinted() throws Exception {
        try (FakeStream broker = new FakeStream(
                socket -> {
                    socket.state("a-kept", 1);
                    socket.state("a-deleted", 2);
                    socket.synced("a-*");
                    socket.end(1001);
                },
                socket -> {
                    socket.state("a-kept", 1);
                    socket.state("a-new", 3);
                    socket.synced("a-*");
                    socket.take();
                })) {
            Run run = Run.piped().lux(broker.url(), "watch", "a-*", "--count", "4");
            assertThat(run.out().lines())
                    .containsExactly(
                            state("a-kept", 1),
                            state("a-deleted", 2),
                            state("a-new", 3),
                            "{\"type\":\"gone\",\"id\":\"a-deleted\",\"reason\":\"deleted\"}");
        }
    }

    @Test
    void itStaysAwayAsLongAsTheBrokerAsks() throws Exception {
        try (FakeStream broker = new FakeStream(
                socket -> {
                    socket.synced("a");
                    socket.send("{\"type\":\"bye\",\"code\":\"draining\",\"reconnectAfterMs\":1200}");
                    socket.end(4000);
                },
                socket -> {
                    socket.state("a", 1);
                    socket.take();
                })) {
            Run run = Run.piped().lux(broker.url(), "watch", "a", "--count", "1");
            assertThat(run.exit).isZero();
            assertThat(run.pauses)
                    .singleElement()
                    .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(1200), Duration.ofMillis(1700)));
        }
    }

    @Test
    void aCloseCodeThatDoesNotComeBackEndsIt() throws Exception {
        try (FakeStream broker = new FakeStream(socket -> socket.end(4502))) {
            assertThat(Run.piped().lux(broker.url(), "watch", "a").exit).isEqualTo(1);
        }
    }

    @Test
    void aKeyThatIsNotValidAnyMoreEndsIt() throws Exception {
        try (FakeStream broker = new FakeStream(socket -> socket.end(4501))) {
            assertThat(Run.piped().lux(broker.url(), "watch", "a").exit).isEqualTo(6);
        }
    }

    @Test
    void aRefusedHandshakeEndsItWithTheKindOfItsStatus() throws Exception {
        FakeBroker.Reply reply = FakeBroker.Reply.problem(401, "unauthorized", false);
        try (FakeBroker broker = FakeBroker.answering(401, reply.body())) {
            assertThat(Run.piped().lux(broker.url(), "watch", "a").exit).isEqualTo(6);
        }
    }

    @Test
    void aRefusedSubscriptionEndsItAndSaysWhy() throws Exception {
        try (FakeStream broker = new FakeStream(
                socket -> socket.send(
                        "{\"type\":\"error\",\"status\":403,\"code\":\"forbidden\",\"detail\":\"not yours\",\"retry\":false}"))) {
            Run run = Run.piped().lux(broker.url(), "watch", "a");
            assertThat(run.exit).isEqualTo(6);
            assertThat(run.err()).isEqualTo("lux: forbidden: not yours\n");
        }
    }

    @Test
    void onATerminalALineSaysWhenWhatAndWho() throws Exception {
        try (FakeStream broker = new FakeStream(socket -> {
            socket.send("{\"type\":\"state\",\"id\":\"a\",\"version\":1,\"skipped\":3,"
                    + "\"data\":{\"summary\":\"INC-1042 mitigating\"},\"meta\":{\"by\":\"operator-a\"}}");
            socket.take();
        })) {
            assertThat(Run.onTerminal()
                            .lux(broker.url(), "watch", "a", "--count", "1")
                            .out())
                    .matches("\\d\\d:\\d\\d:\\d\\d  a +INC-1042 mitigating +operator-a  \\(3 skipped\\)\n");
        }
    }
}
