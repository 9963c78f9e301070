package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What one client may ask for in a second, on both sides of each limit; five times as much may come at once. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class RatesTest {
    private static BrokerProcess start(String... settings) throws IOException {
        Launch launch = Launch.broker();
        for (int i = 0; i < settings.length; i += 2) {
            launch = launch.env(settings[i], settings[i + 1]);
        }
        return launch.start();
    }

    private static Reply putSeveral(LuxHttp http, int count) {
        return http.batch(IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"several-" + i + "\",\"data\":1}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** How many go through before one is refused: a burst, and what comes while they are asked for. */
    private static void assertBurst(int perSecond, BooleanSupplier ask) {
        long began = System.nanoTime();
        int taken = 0;
        while (taken < 1_000 && ask.getAsBoolean()) {
            taken++;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(taken).isBetween(5 * perSecond, 5 * perSecond + (int) Math.ceil(perSecond * seconds) + 1);
    }

    @Test
    void requests_of_a_credential() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_REQUESTS", "4")) {
            LuxHttp http = broker.http();
            assertBurst(4, () -> http.put("rated", "1").status() < 300);
            pause(Duration.ofMillis(1_100));
            // All of them are paid for.
            assertThat(putSeveral(http, 100).status()).isEqualTo(200);
            Reply refused = http.put("rated", "2");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.header("retry-after")).isEqualTo("1");
            // Health is asked for by nobody in particular.
            assertThat(IntStream.range(0, 50)
                            .map(i -> http.send("GET", "/live", "").status()))
                    .containsOnly(200);
            assertThat(http.send("GET", "/metrics", "").body()).contains("lux_errors_total{code=\"rate_limited\"} 2.0");
        }
    }

    @Test
    void messages_on_a_socket_count_and_what_is_too_much_is_refused_with_its_ref() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_REQUESTS", "4");
                LuxSocket socket = LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream")) {
            assertThat(putSeveral(broker.http(), 100).status()).isEqualTo(200);
            socket.send("{\"type\":\"put\",\"id\":\"rated\",\"data\":1,\"ref\":17}");
            assertThat(answer(socket)).contains("\"rate_limited\"").contains("\"ref\":17");
            // It stays open.
            socket.send("{\"type\":\"unsubscribe\",\"match\":\"a\",\"ref\":18}");
            assertThat(answer(socket)).contains("\"rate_limited\"").contains("\"ref\":18");
        }
    }

    @Test
    void bytes_of_a_credential() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_BYTES", "1000")) {
            LuxHttp http = broker.http();
            assertThat(http.put("large", "\"" + "x".repeat(50_000) + "\"").status())
                    .isEqualTo(201);
            assertThat(http.put("small", "1").code()).isEqualTo("rate_limited");
            assertThat(http.get("small").status()).isEqualTo(404);
            assertThat(http.get("large").status()).isEqualTo(200);
        }
    }

    @Test
    void subscriptions_of_a_credential() throws IOException {
        String many =
                IntStream.range(0, 60).mapToObj(i -> "match=rated-" + i).collect(Collectors.joining("&", "?", ""));
        try (BrokerProcess broker = start("LUX_RATE_SUBSCRIPTIONS", "1");
                LuxSocket socket = LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream" + many)) {
            socket.send("{\"type\":\"subscribe\",\"match\":\"one-more\",\"ref\":7}");
            assertThat(answer(socket)).contains("\"rate_limited\"").contains("\"ref\":7");
            assertThatThrownBy(() -> LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream?match=a"))
                    .isInstanceOfSatisfying(
                            LuxSocket.HandshakeRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(429));
            assertThat(broker.http()
                            .send("GET", "/api/lux/stream?match=a", "", "Accept", "text/event-stream")
                            .code())
                    .isEqualTo("rate_limited");
            // A stream that asks for nothing yet is no subscription.
            LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream").close();
        }
    }

    @Test
    void requests_of_an_address_whoever_asks() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_ADDRESS_REQUESTS", "4", "LUX_TRUSTED_PROXIES", "127.0.0.1")) {
            LuxHttp nobody = new LuxHttp(broker.url(), "wrong");
            assertBurst(4, () -> from(nobody, "203.0.113.1") == 401);
            // What stands before the last is the client's own invention.
            assertBurstIsOver(() -> from(nobody, "198.51.100.7, 203.0.113.1") == 429);
            assertThat(from(nobody, "203.0.113.2")).isEqualTo(401);
            assertThat(broker.http().put("rated", "1").status()).isEqualTo(201);
        }
    }

    /** One token may have come back meanwhile. */
    private static void assertBurstIsOver(BooleanSupplier refused) {
        assertThat(IntStream.range(0, 20).anyMatch(i -> refused.getAsBoolean())).isTrue();
    }

    private static int from(LuxHttp http, String address) {
        return http.send("GET", "/api/lux/a", "", "X-Forwarded-For", address).status();
    }

    @Test
    void connections_of_an_address() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_ADDRESS_CONNECTS", "4")) {
            assertBurst(4, () -> isAnswered(broker));
            pause(Duration.ofMillis(1_100));
            assertThat(isAnswered(broker)).isTrue();
        }
    }

    private static boolean isAnswered(BrokerProcess broker) {
        try (HttpConnection connection = HttpConnection.open(broker.url(), 0, Duration.ofSeconds(5))) {
            connection.timeout(Duration.ofSeconds(5));
            connection.send("GET /live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return connection.readHead().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String answer(LuxSocket socket) throws IOException {
        String frame;
        do {
            frame = String.valueOf(socket.next(Duration.ofSeconds(5)));
        } while (!frame.contains("\"ref\""));
        return frame;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
