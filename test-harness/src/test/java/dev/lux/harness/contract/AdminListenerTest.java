package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics on a port of their own. */
@Timeout(60)
class AdminListenerTest {
    private static BrokerProcess broker;
    private static LuxHttp clients;
    private static LuxHttp operators;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        broker = Launch.broker().env("LUX_ADMIN_PORT", Integer.toString(port)).start();
        clients = broker.http();
        operators = new LuxHttp(URI.create("http://127.0.0.1:" + port), Launch.KEY);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"/live,200,200", "/ready,200,200", "/metrics,404,200", "/api/lux/a,404,404", "/apps/board/,200,404"})
    void each_has_its_paths(String path, int forClients, int forOperators) {
        assertThat(clients.send("GET", path, "").status()).isEqualTo(forClients);
        assertThat(operators.send("GET", path, "").status()).isEqualTo(forOperators);
    }

    @Test
    void nobody_writes_there() {
        assertThat(operators.put("admin-1", "1").status()).isEqualTo(404);
        assertThat(operators.send("POST", "/metrics", "").status()).isEqualTo(405);
        assertThat(clients.get("admin-1").status()).isEqualTo(404);
    }

    @Test
    void the_metrics_are_those_of_the_broker() {
        clients.put("admin-2", "1");
        assertThat(operators.send("GET", "/metrics", "").body()).contains("lux_writes_total");
    }
}
