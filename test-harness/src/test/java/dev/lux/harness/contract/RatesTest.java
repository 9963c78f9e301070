package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client may ask for in a second, on both sides of each limit; five times as much may come at once. */
@Timeout(60)
class RatesTest {
    private static BrokerProcess start(String... settings) throws IOException {
        Launch launch = Launch.broker();
        for (int i = 0; i < settings.length; i += 2) {
            launch = launch.env(settings[i], settings[i + 1]);
        }
        return launch.start();
    }

    private static List<Integer> puts(LuxHttp http, int count) {
        return IntStream.range(0, count)
                .map(i -> http.put("rated-" + i, "1").status())
                .boxed()
                .toList();
    }

    @Test
    void requests_of_a_credential() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_REQUESTS", "2")) {
            LuxHttp http = broker.http();
            assertThat(puts(http, 10)).containsOnly(201);
            Reply refused = http.put("rated-0", "2");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.header("retry-after")).isEqualTo("1");
            pause(Duration.ofMillis(1_100));
            assertThat(http.get("rated-0").body()).contains("1").doesNotContain("2}");
            // Health is asked for by nobody in particular.
            assertThat(IntStream.range(0, 30)
                            .map(i -> http.send("GET", "/live", "").status()))
                    .containsOnly(200);
            assertThat(http.send("GET", "/metrics", "").body()).contains("lux_errors_total{code=\"rate_limited\"} 1.0");
        }
    }

    @Test
    void messages_on_a_socket_count_and_what_is_too_much_is_refused_with_its_ref() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_REQUESTS", "2");
                LuxSocket socket = LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream")) {
            for (int i = 1; i <= 10; i++) {
                socket.send("{\"type\":\"put\",\"id\":\"rated\",\"data\":" + i + ",\"ref\":" + i + "}");
            }
            List<String> answers = new ArrayList<>();
            while (answers.size() < 10) {
                String frame = next(socket);
                if (frame.contains("\"ref\"")) {
                    answers.add(frame);
                }
            }
            // The upgrade was a request too.
            assertThat(answers).filteredOn(frame -> frame.contains("\"ack\"")).hasSize(9);
            assertThat(answers).anyMatch(frame -> frame.contains("\"ref\":10,\"code\":\"rate_limited\""));
        }
    }

    @Test
    void bytes_of_a_credential() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_BYTES", "1000")) {
            LuxHttp http = broker.http();
            assertThat(http.put("large", "\"" + "x".repeat(8_000) + "\"").status())
                    .isEqualTo(201);
            assertThat(http.put("small", "1").code()).isEqualTo("rate_limited");
            assertThat(http.get("small").status()).isEqualTo(404);
            assertThat(http.get("large").status()).isEqualTo(200);
        }
    }

    @Test
    void subscriptions_of_a_credential() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_SUBSCRIPTIONS", "1");
                LuxSocket socket = LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream")) {
            for (int i = 1; i <= 6; i++) {
                socket.send("{\"type\":\"subscribe\",\"match\":\"rated-" + i + "\",\"ref\":" + i + "}");
            }
            String last = "";
            while (!last.contains("rate_limited")) {
                last = next(socket);
            }
            assertThat(last).contains("\"ref\":6");
            Reply refused =
                    broker.http().send("GET", "/api/lux/stream?match=a&match=b", "", "Accept", "text/event-stream");
            assertThat(refused.code()).isEqualTo("rate_limited");
        }
    }

    @Test
    void requests_of_an_address_whoever_asks() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_ADDRESS_REQUESTS", "2", "LUX_TRUSTED_PROXIES", "127.0.0.1")) {
            LuxHttp nobody = new LuxHttp(broker.url(), "wrong");
            assertThat(from(nobody, "203.0.113.1", 10)).containsOnly(401);
            assertThat(from(nobody, "203.0.113.1", 1)).containsOnly(429);
            // What stands before the last is the client's own invention.
            assertThat(from(nobody, "198.51.100.7, 203.0.113.1", 1)).containsOnly(429);
            assertThat(from(nobody, "203.0.113.2", 1)).containsOnly(401);
            assertThat(puts(broker.http(), 1)).containsOnly(201);
        }
    }

    private static List<Integer> from(LuxHttp http, String address, int count) {
        return IntStream.range(0, count)
                .map(i -> http.send("GET", "/api/lux/a", "", "X-Forwarded-For", address)
                        .status())
                .boxed()
                .toList();
    }

    @Test
    void connections_of_an_address() throws IOException {
        try (BrokerProcess broker = start("LUX_RATE_ADDRESS_CONNECTS", "2")) {
            int answered = 0;
            for (int i = 0; i < 15; i++) {
                answered += isAnswered(broker) ? 1 : 0;
            }
            // A second may pass meanwhile.
            assertThat(answered).isBetween(10, 13);
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

    private static String next(LuxSocket socket) throws IOException {
        return String.valueOf(socket.next(Duration.ofSeconds(5)));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
