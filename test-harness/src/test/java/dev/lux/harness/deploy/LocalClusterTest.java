package dev.lux.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import dev.lux.harness.SmallCluster;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./lux up --nodes 3}. */
@Timeout(180)
@SmallCluster
class LocalClusterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Process up;
    private List<String> printed;
    private List<ProcessHandle> children;

    /** Starts it, and returns when it has printed that it is ready. */
    private void start(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Repository.root().resolve("lux").toString(), "up"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUX_"));
        builder.environment().put("LUX_API_KEY", Launch.KEY);
        builder.environment().put("LUX_JAVA_OPTS", "-Xmx384m -XX:TieredStopAtLevel=1");
        up = builder.start();
        printed = new ArrayList<>();
        BufferedReader lines = up.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.add(line);
            if (line.startsWith("ready ")) {
                children = up.descendants().toList();
                return;
            }
        }
        throw new IOException("it ended before it was ready: " + printed);
    }

    @AfterEach
    void endAll() {
        if (up != null) {
            up.descendants().forEach(ProcessHandle::destroyForcibly);
            up.destroyForcibly();
        }
    }

    private static List<ProcessHandle> nodes(List<ProcessHandle> processes) {
        return processes.stream()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    private static LuxHttp client(String url) {
        return new LuxHttp(URI.create(url), Launch.KEY);
    }

    private List<String> urls(String label) {
        return printed.stream()
                .filter(line -> line.startsWith(label + " "))
                .map(line -> line.substring(label.length()).strip())
                .toList();
    }

    private void endCleanly() throws InterruptedException {
        up.destroy();
        assertThat(up.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_balanced_cluster_takes_writes_survives_a_death_and_ends_with_one_signal() throws Exception {
        start("--nodes", "3", "--port", "0");
        assertThat(nodes(children)).hasSize(3);
        assertThat(urls("ready")).hasSize(1);
        assertThat(urls("node")).hasSize(3);
        String url = urls("ready").get(0);
        try (LuxSocket socket = LuxSocket.open(URI.create(url), Launch.KEY, "/api/lux/stream/local")) {
            socket.next("synced");
            Reply written = client(url).put("local", "{\"n\":1}");
            assertThat(written.status()).isEqualTo(201);
            assertThat(socket.next("state").path("version").asLong()).isEqualTo(written.version());
        }
        for (String node : urls("node")) {
            assertThat(client(node).get("local").status()).as(node).isEqualTo(200);
        }

        nodes(children).get(0).destroyForcibly();
        assertThat(Await.until(SOON, () -> isPut(url, "after-a-death"))).isTrue();
        assertThat(Await.until(SOON, () -> client(url).get("local").status() == 200))
                .as("what was written is still there")
                .isTrue();
        assertThat(Await.until(SOON, () -> nodes(up.descendants().toList()).size() == 3))
                .as("the node that died is started again")
                .isTrue();
        for (String node : urls("node")) {
            assertThat(Await.until(SOON, () -> isReady(node))).as(node).isTrue();
        }
        children = up.descendants().toList();
        endCleanly();
    }

    @Test
    void without_a_balancer_the_first_node_has_the_port_and_none_outlives_its_parent() throws Exception {
        start("--nodes", "3", "--port", "0", "--no-balancer");
        assertThat(children).hasSize(3);
        assertThat(urls("ready")).containsExactly(urls("node").get(0));
        assertThat(client(urls("node").get(2)).put("local", "1").status()).isEqualTo(201);
        assertThat(client(urls("ready").get(0)).get("local").status()).isEqualTo(200);

        up.destroyForcibly();
        assertThat(Await.until(SOON, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
                .as("the nodes end with what started them")
                .isTrue();
    }

    private static boolean isPut(String url, String id) {
        try {
            return client(url).put(id, "1").ok();
        } catch (UncheckedIOException failed) {
            return false;
        }
    }

    private static boolean isReady(String url) {
        try {
            return client(url).send("GET", "/ready", "").status() == 200;
        } catch (UncheckedIOException failed) {
            return false;
        }
    }
}
