package dev.lux.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.check.history.History;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SocketClosedException;
import dev.lux.harness.model.Chance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A subscriber of one pattern that comes back after every end, with what it holds, at whatever node: as the SDK behind a
 * balancer. Its thread reads; {@link #end} is for any.
 */
final class LoadSubscriber implements Runnable {
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    private static final Duration HANDSHAKE = Duration.ofSeconds(4);
    private static final int FIRST_BACKOFF_MILLIS = 250;
    private static final int LONGEST_DOUBLINGS = 4;
    /** Close codes of those who must not come back. */
    private static final int FINAL_FROM = 4500;

    private static final int FINAL_TO = 4999;

    private final String name;
    private final String match;
    private final Supplier<List<Target>> targets;
    private final Random random;
    private final Books books;
    private final History history;
    private final Held held = new Held();
    private int failures;
    private long byeMillis = -1;
    private volatile boolean synced;
    private volatile boolean ending;

    LoadSubscriber(int index, LoadPlan plan, Supplier<List<Target>> targets, Books books, History history) {
        this.name = "s" + index;
        this.match = plan.match(index);
        this.targets = targets;
        this.random = Chance.of(plan.seed(), name);
        this.books = books;
        this.history = history;
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                connect();
                if (!ending) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis()));
                }
            }
        } catch (RuntimeException e) {
            books.complain(name + " ended with " + e);
        }
    }

    /** Ends for good at its next look. */
    void end() {
        ending = true;
    }

    /** Whether its current connection has had a whole snapshot. */
    boolean isSynced() {
        return synced;
    }

    private long pauseMillis() {
        long told = byeMillis;
        byeMillis = -1;
        return told >= 0 ? told : random.nextInt(1 + (FIRST_BACKOFF_MILLIS << Math.min(failures++, LONGEST_DOUBLINGS)));
    }

    private void connect() {
        List<Target> all = targets.get();
        Target target = all.get(random.nextInt(all.size()));
        try (LuxSocket socket = LuxSocket.open(target.url(), HANDSHAKE, Launch.KEY, "/api/lux/stream")) {
            history.opened(name, target.name());
            String why = follow(socket);
            history.closed(name, ending, why);
        } catch (IOException notOpened) {
            synced = false;
        }
    }

    /** Returns why it ended. */
    private String follow(LuxSocket socket) {
        try {
            subscribe(socket);
            while (!ending) {
                JsonNode frame = socket.next(LOOK_UP);
                if (frame != null && isRefusedForNow(frame)) {
                    history.received(name, frame);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis()));
                    subscribe(socket);
                } else if (frame != null) {
                    take(frame);
                }
            }
            return "done";
        } catch (SocketClosedException closed) {
            if (closed.code() >= FINAL_FROM && closed.code() <= FINAL_TO) {
                books.complain(name + " was told not to come back: " + closed.getMessage());
            }
            return String.valueOf(closed.getMessage());
        } catch (IOException | RuntimeException broken) {
            return broken.toString();
        } finally {
            synced = false;
        }
    }

    /** A subscription that no owner took, as the SDK sees it: it is asked for again, on the same connection. */
    private static boolean isRefusedForNow(JsonNode frame) {
        return frame.path("type").asText().equals("error")
                && frame.path("retry").asBoolean();
    }

    private void subscribe(LuxSocket socket) throws IOException {
        Map<String, Long> since = held.since();
        history.subscribed(name, match, since);
        socket.send(message(since));
    }

    private String message(Map<String, Long> since) {
        ObjectNode message = Json.object().put("type", "subscribe").put("match", match);
        ObjectNode versions = message.putObject("since");
        since.forEach(versions::put);
        return message.toString();
    }

    private void take(JsonNode frame) {
        history.received(name, frame);
        books.countFrame();
        held.take(frame);
        switch (frame.path("type").asText()) {
            case "synced" -> {
                synced = true;
                failures = 0;
            }
            case "bye" -> byeMillis = frame.path("reconnectAfterMs").asLong();
            case "error" -> books.complain(name + " was told " + frame);
            default -> {}
        }
    }

    @Override
    public String toString() {
        return name + " of " + match;
    }
}
