package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.CloseCode;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SocketClosedException;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** SIGTERM, as clients see it: each test stops a broker of its own. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class StopTest {
    /** How long a stop may take, whatever clients do, when it waits for no balancer. */
    private static final Duration STOP = Duration.ofSeconds(10);

    private static final int WINDOW = 64;

    private static LuxSocket socket(BrokerProcess broker, String rest) throws IOException {
        return LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream" + rest);
    }

    @Test
    void streams_are_told_bye_and_the_broker_ends_with_zero() throws IOException {
        try (BrokerProcess broker = Launch.broker().start();
                LuxSocket socket = socket(broker, "/x");
                SseClient events = SseClient.open(broker.url(), broker.key(), "/api/lux/stream/x")) {
            socket.next("synced");
            events.next("synced");
            broker.terminate();
            for (JsonNode bye : List.of(socket.next("bye"), events.next("bye"))) {
                assertThat(bye.path("code").asText()).isEqualTo("draining");
                assertThat(bye.path("reconnectAfterMs").isIntegralNumber()).isTrue();
                assertThat(bye.path("reconnectAfterMs").asLong()).isBetween(0L, 5_000L);
            }
            assertThat(socket.awaitClose(STOP)).isEqualTo(CloseCode.DRAINING.code());
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }

    @Test
    void after_the_bye_writes_are_refused_as_draining_and_reads_are_answered() throws Exception {
        try (BrokerProcess broker = Launch.broker().start();
                LuxSocket socket = socket(broker, "/x")) {
            LuxHttp http = broker.http();
            long version = http.put("x", "1").version();
            CompletableFuture<Reply> poll = http.sendAsync("GET", "/api/lux/absent?wait=50s", "");
            assertThat(Await.until(Duration.ofSeconds(5), () -> openStreams(broker) == 2))
                    .isTrue();
            broker.terminate();
            socket.next("bye");
            socket.send("{\"type\":\"put\",\"ref\":7,\"id\":\"x\",\"data\":2}");

            refused(http.put("x", "2"));
            refused(http.patch("x", "application/merge-patch+json", "{\"a\":1}"));
            refused(http.delete("x"));
            refused(http.batch("[{\"type\":\"put\",\"id\":\"x\",\"data\":2}]"));
            refused(http.send("GET", "/api/lux/stream/x", "", "Accept", "text/event-stream"));
            refused(http.send("GET", "/api/lux/absent?wait=50s", ""));
            refused(poll.get(5, TimeUnit.SECONDS));
            Reply read = http.get("x");
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.version()).isEqualTo(version);
            assertThat(http.send("GET", "/ready", "").status()).isEqualTo(503);
            assertThat(http.send("GET", "/live", "").status()).isEqualTo(200);

            JsonNode error = socket.next("error");
            assertThat(error.path("ref").asInt()).isEqualTo(7);
            assertThat(error.path("code").asText()).isEqualTo("draining");
            assertThat(error.path("status").asInt()).isEqualTo(503);
            assertThat(error.path("retry").asBoolean()).isTrue();
            assertThat(error.path("id").asText()).isEqualTo("x");
            assertThat(socket.awaitClose(STOP)).isEqualTo(CloseCode.DRAINING.code());
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }

    private static void refused(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("draining");
        assertThat(reply.json().path("retry").asBoolean()).isTrue();
        assertThat(reply.header("retry-after")).isNotEmpty();
        assertThat(reply.header("connection")).isEqualTo("close");
    }

    private static double openStreams(BrokerProcess broker) {
        try {
            return broker.view().metrics().sum("lux_subscribers", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void every_write_on_a_socket_is_acknowledged_or_refused_as_draining() throws Exception {
        try (BrokerProcess broker = Launch.broker().start();
                LuxSocket socket = socket(broker, "/x")) {
            socket.next("synced");
            TreeMap<Integer, String> answers = new TreeMap<>();
            long ackedVersion = 0;
            long seenVersion = 0;
            int sent = 0;
            boolean told = false;
            try {
                while (true) {
                    // Writes stay under way all the time, also when the signal comes.
                    while (!told && sent < answers.size() + WINDOW) {
                        socket.send("{\"type\":\"put\",\"ref\":" + sent + ",\"id\":\"x\",\"data\":" + sent + "}");
                        sent++;
                    }
                    if (answers.size() == 10 * WINDOW) {
                        broker.terminate();
                    }
                    JsonNode frame = socket.next();
                    switch (frame.path("type").asText()) {
                        case "ack" -> {
                            ackedVersion =
                                    Math.max(ackedVersion, frame.path("version").asLong());
                            assertThat(answers.put(frame.path("ref").asInt(), "ack"))
                                    .isNull();
                        }
                        case "error" -> {
                            assertThat(frame.path("code").asText()).isEqualTo("draining");
                            assertThat(answers.put(frame.path("ref").asInt(), "draining"))
                                    .isNull();
                        }
                        case "state" -> seenVersion = frame.path("version").asLong();
                        default -> {
                            assertThat(frame.path("type").asText()).isEqualTo("bye");
                            told = true;
                        }
                    }
                }
            } catch (SocketClosedException closed) {
                assertThat(closed.code()).isEqualTo(CloseCode.DRAINING.code());
            }
            assertThat(told).isTrue();
            assertThat(answers.size()).as("writes that were answered").isEqualTo(sent);
            assertThat(seenVersion).as("what the last ack stands for").isEqualTo(ackedVersion);
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }

    @Test
    void every_write_over_http_is_acknowledged_or_refused_as_draining() throws IOException {
        try (BrokerProcess broker = Launch.broker().start()) {
            LuxHttp http = broker.http();
            assertThat(http.put("x", "0").status()).isEqualTo(201);
            broker.terminate();
            List<Reply> replies = new ArrayList<>();
            do {
                replies.add(http.put("x", "1"));
            } while (replies.get(replies.size() - 1).status() == 200);
            refused(replies.get(replies.size() - 1));
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }

    @Test
    void clients_that_do_not_read_or_do_not_finish_delay_the_stop_no_further_than_ten_seconds() throws IOException {
        String padding = "\"" + "x".repeat(50_000) + "\"";
        try (BrokerProcess broker = Launch.broker().start();
                LuxSocket deaf = LuxSocket.open(
                        broker.url(), 4_096, "/api/lux/stream?match=*", "Authorization", "Bearer " + broker.key());
                HttpConnection deafEvents = HttpConnection.open(broker.url(), 4_096);
                HttpConnection halfHead = HttpConnection.open(broker.url());
                HttpConnection halfBody = HttpConnection.open(broker.url())) {
            deaf.next("synced");
            deafEvents.send(HttpBytes.request(
                    broker.key(), "GET", "/api/lux/stream?match=*", new byte[0], "Accept", "text/event-stream"));
            assertThat(deafEvents.readHead().status()).isEqualTo(200);
            halfHead.send(HttpBytes.latin1("GET /api/lux/x HTTP/1.1\r\nHost:"));
            byte[] request = HttpBytes.json(broker.key(), "PUT", "/api/lux/x", "{\"data\":1}");
            halfBody.send(java.util.Arrays.copyOf(request, request.length - 3));
            LuxHttp http = broker.http();
            for (int i = 0; i < 200; i++) {
                assertThat(http.put("big-" + i, padding).ok()).isTrue();
            }
            assertThat(broker.view().metrics().sum("lux_deliveries_total", ""))
                    .as("of 200 states, each to two deaf streams")
                    .isLessThan(300);
            broker.terminate();
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }

    @Test
    void a_broker_that_waits_for_its_balancer_is_not_ready_but_serves_until_then() throws IOException {
        Duration wait = Duration.ofSeconds(3);
        try (BrokerProcess broker = Launch.broker()
                        .env("LUX_DRAIN_WAIT", wait.toMillis() + "ms")
                        .env("LUX_DRAIN_SPREAD", "0s")
                        .start();
                LuxSocket socket = socket(broker, "/x")) {
            LuxHttp http = broker.http();
            long signalled = System.nanoTime();
            broker.terminate();
            assertThat(Await.until(
                            Duration.ofSeconds(2),
                            () -> http.send("GET", "/ready", "").status() == 503))
                    .as("it is not ready at once")
                    .isTrue();
            long version = http.put("x", "1").version();
            try (LuxSocket late = socket(broker, "/x")) {
                assertThat(late.next("state").path("version").asLong()).isEqualTo(version);
                for (LuxSocket each : List.of(socket, late)) {
                    assertThat(each.next("bye").path("reconnectAfterMs").asLong(-1))
                            .isZero();
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isGreaterThanOrEqualTo(wait);
            assertThat(broker.awaitExit(STOP)).isZero();
        }
    }
}
