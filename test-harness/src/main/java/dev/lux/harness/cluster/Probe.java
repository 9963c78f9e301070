package dev.lux.harness.cluster;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Short questions to nodes that may be dead, frozen, or far away. */
final class Probe {
    private Probe() {}

    /** The status of a GET without a credential, or 0 when there was no answer in time. */
    static int status(URI node, String path, Duration timeout) {
        try (HttpConnection connection = HttpConnection.open(node, 0, timeout)) {
            connection.timeout(timeout);
            connection.send(HttpBytes.request("", "GET", path, new byte[0]));
            return connection.read().status();
        } catch (IOException noAnswer) {
            return 0;
        }
    }
}
