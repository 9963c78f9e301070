package dev.lux.harness.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.client.Await;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SseClient;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What waits long on purpose is not cut by a balancer, and what does so by mistake or malice is. Beside other tests: for
 * a minute it does nothing but wait.
 */
@Execution(ExecutionMode.CONCURRENT)
class LongWaitsTest {
    /** Longer than any time-out of the configurations, so only the broker's pings keep a silent stream. */
    private static final Duration SILENCE = Duration.ofSeconds(66);

    @RegisterExtension
    static final BalancedBroker BROKER = new BalancedBroker();

    @Test
    @Timeout(90)
    void polls_and_silent_streams_stay_and_unfinished_requests_go() throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (BalancerKind kind : BalancerKind.values()) {
            all.add(CompletableFuture.runAsync(() -> poll(kind), this::onAThread));
            all.add(CompletableFuture.runAsync(() -> silentStreams(kind), this::onAThread));
            all.add(CompletableFuture.runAsync(() -> unfinishedHead(kind), this::onAThread));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(85, TimeUnit.SECONDS);
    }

    private void onAThread(Runnable task) {
        Thread thread = new Thread(task, "long-wait");
        thread.setDaemon(true);
        thread.start();
    }

    private static void poll(BalancerKind kind) {
        String id = BROKER.id("poll");
        long version = BROKER.http(kind).put(id, "1").version();
        Reply reply = BROKER.http(kind)
                .send("GET", "/api/lux/" + id + "?wait=50s", "", "If-None-Match", "\"" + version + "\"");
        assertThat(reply.status()).as("%s: the longest poll", kind).isEqualTo(304);
    }

    private static void silentStreams(BalancerKind kind) {
        String id = BROKER.id("silent");
        try (Watcher socket = watch("socket", BROKER.socket(kind, "/" + id));
                Watcher events =
                        watch("events", SseClient.open(BROKER.url(kind), BROKER.key(), "/api/lux/stream/" + id))) {
            boolean broken = Await.until(
                    SILENCE,
                    () -> !socket.violations().isEmpty() || !events.violations().isEmpty());
            assertThat(broken)
                    .as("%s: %s %s", kind, socket.violations(), events.violations())
                    .isFalse();
            long version = BROKER.http(kind).put(id, "1").version();
            assertThat(Await.until(Duration.ofSeconds(5), () -> has(socket, id, version) && has(events, id, version)))
                    .as("%s: both streams still live", kind)
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(kind.toString(), e);
        }
    }

    private static Watcher watch(String name, FrameSource source) throws IOException {
        Watcher watcher = new Watcher(name, source, 1, frame -> {});
        watcher.awaitSynced(Duration.ofSeconds(10));
        return watcher;
    }

    private static boolean has(Watcher watcher, String id, long version) {
        Long seen = watcher.version(id);
        return seen != null && seen == version;
    }

    private static void unfinishedHead(BalancerKind kind) {
        try (HttpConnection connection = HttpConnection.open(BROKER.url(kind))) {
            connection.send(HttpBytes.latin1("GET /api/lux/x HTTP/1.1\r\nHost: lux.test\r\nX-Never: end"));
            assertThat(connection.closedWithin(Duration.ofSeconds(30)))
                    .as("%s: a head that never ends is given up", kind)
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(kind.toString(), e);
        }
    }
}
