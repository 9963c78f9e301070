package dev.lux.harness.cluster;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import java.io.IOException;
import java.time.Duration;

/** How much a node's link carries, tried out with the largest thing that it serves to anyone: the SDK. */
public final class Throughput {
    private Throughput() {}

    public static long kilobitsPerSecond(Node node) throws IOException {
        try (HttpConnection connection = HttpConnection.open(node.url())) {
            connection.timeout(Duration.ofSeconds(30));
            long started = System.nanoTime();
            connection.send(HttpBytes.request("", "GET", "/lux.js", new byte[0]));
            long bits = connection.read().body().length() * 8L;
            return bits * 1_000_000 / Math.max(1, System.nanoTime() - started);
        }
    }
}
