package dev.lux.harness.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SocketClosedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A socket that is read on a thread of its own, and when the last state came. */
final class BusyStream implements AutoCloseable {
    private final String name;
    private final LuxSocket socket;
    private final AtomicLong frames = new AtomicLong();
    private volatile long lastFrameNanos = System.nanoTime();
    private volatile int closeCode = -1;
    private volatile boolean over;

    BusyStream(String name, URI url, String token, String match) throws IOException {
        this.name = name;
        this.socket = LuxSocket.open(url, token, "/api/lux/stream?match=" + match);
        Thread reader = new Thread(this::read, "busy-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                JsonNode frame = socket.next(Duration.ofSeconds(1));
                if (frame != null && frame.path("type").asText().equals("state")) {
                    lastFrameNanos = System.nanoTime();
                    frames.incrementAndGet();
                }
            }
        } catch (SocketClosedException e) {
            closeCode = e.code();
        } catch (IOException | RuntimeException e) {
            closeCode = 0;
        }
        over = true;
    }

    String name() {
        return name;
    }

    long frames() {
        return frames.get();
    }

    long lastFrameNanos() {
        return lastFrameNanos;
    }

    boolean isOver() {
        return over;
    }

    int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        socket.close();
    }
}
