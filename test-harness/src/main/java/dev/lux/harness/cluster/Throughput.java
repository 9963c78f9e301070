package dev.lux.harness.cluster;

import dev.lux.harness.client.HttpBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** How much a node's link carries, tried out with the largest thing that it serves to anyone: the SDK. */
public final class Throughput {
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private Throughput() {}

    /** Looks for two seconds at most: a slow link is a fault that others wait for meanwhile. */
    public static long kilobitsPerSecond(Node node) throws IOException {
        long started = System.nanoTime();
        long deadline = started + AT_MOST.toNanos();
        long bytes = 0;
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(node.url().getHost(), node.url().getPort()), (int) AT_MOST.toMillis());
            socket.getOutputStream().write(HttpBytes.request("", "GET", "/lux.js", new byte[0], "Connection", "close"));
            InputStream in = socket.getInputStream();
            byte[] some = new byte[4_096];
            int read = 0;
            while (read >= 0 && deadline > System.nanoTime()) {
                bytes += read;
                socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                read = in.read(some);
            }
        } catch (SocketTimeoutException tooSlow) {
            // What has come by now is what it carries.
        }
        return bytes * 8 * 1_000_000 / Math.max(1, System.nanoTime() - started);
    }
}
