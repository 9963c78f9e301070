package dev.lux.harness.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.load.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Somebody who is there by a session document, and again on the next socket when one ends. A thread of its own. */
final class SessionClient implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration HANDSHAKE = Duration.ofSeconds(4);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String id;
    private final Supplier<List<Target>> targets;
    private int turn;
    private volatile int said;
    private volatile int acknowledged;
    private volatile boolean left;
    private volatile boolean closing;

    SessionClient(String id, int number, Supplier<List<Target>> targets) {
        this.id = id;
        this.targets = targets;
        this.turn = number;
        Thread thread = new Thread(this::run, "session-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    String id() {
        return id;
    }

    private void run() {
        while (!left && !closing) {
            List<Target> all = targets.get();
            Target target = all.get(turn++ % all.size());
            try (LuxSocket socket = LuxSocket.open(target.url(), HANDSHAKE, Launch.KEY, "/api/lux/stream")) {
                say(socket);
                while (!left && !closing) {
                    JsonNode frame = socket.next(LOOK);
                    if (frame != null) {
                        take(frame, socket);
                    }
                }
            } catch (IOException | RuntimeException ended) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void say(LuxSocket socket) throws IOException {
        int number = said + 1;
        said = number;
        socket.send("{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":" + number + ",\"session\":true,\"ref\":" + number
                + "}");
    }

    private void take(JsonNode frame, LuxSocket socket) throws IOException {
        String type = frame.path("type").asText();
        if (type.equals("ack") && frame.path("ref").asInt() == said) {
            acknowledged = said;
        } else if (type.equals("error")) {
            LockSupport.parkNanos(PAUSE_NANOS);
            say(socket);
        }
    }

    /** Its page is closed, and its socket with it. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    /** What the broker has acknowledged on its present socket; 0 while it has not. */
    int told() {
        return acknowledged == said ? acknowledged : 0;
    }

    @Override
    public void close() {
        closing = true;
    }
}
