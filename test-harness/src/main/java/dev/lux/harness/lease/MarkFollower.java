package dev.lux.harness.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.lease.AttendanceJudge.Sighting;
import dev.lux.harness.load.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A subscriber that comes back when its stream ends, and writes down which versions were marked. A thread of its own. */
final class MarkFollower implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration HANDSHAKE = Duration.ofSeconds(4);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String name;
    private final String match;
    private final Supplier<List<Target>> targets;
    private final Thread thread;
    private final Map<String, JsonNode> last = new HashMap<>();
    private final Map<String, List<Sighting>> marks = new HashMap<>();
    private int turn;
    private volatile boolean closing;

    MarkFollower(int number, String match, Supplier<List<Target>> targets) {
        this.name = "follower " + number;
        this.match = match;
        this.targets = targets;
        this.turn = number;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    String name() {
        return name;
    }

    private void run() {
        while (!closing) {
            List<Target> all = targets.get();
            Target target = all.get(turn++ % all.size());
            String path = "/api/lux/stream?match=" + match;
            try (LuxSocket socket = LuxSocket.open(target.url(), HANDSHAKE, Launch.KEY, path)) {
                beginAgain();
                while (!closing) {
                    JsonNode frame = socket.next(LOOK);
                    if (frame != null) {
                        take(frame);
                    }
                }
            } catch (IOException | RuntimeException ended) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What is there comes with the new stream's snapshot, and what is gone does not. */
    private synchronized void beginAgain() {
        last.clear();
    }

    private synchronized void take(JsonNode frame) throws IOException {
        String type = frame.path("type").asText();
        String id = frame.path("id").asText();
        if (type.equals("error")) {
            throw new IOException("to be asked again: " + frame);
        }
        if (!type.equals("state") && !type.equals("gone")) {
            return;
        }
        last.put(id, frame);
        if (frame.path("meta").has("stale")) {
            long version = frame.path("version").asLong();
            List<Sighting> seen = marks.computeIfAbsent(id, first -> new ArrayList<>());
            if (seen.stream().noneMatch(each -> each.version() == version) && !isOldMark(seen, frame)) {
                seen.add(new Sighting(version, System.nanoTime()));
            }
        }
    }

    /** Nobody else writes here, so each marked version is a mark of its own; one that comes late was seen before. */
    private static boolean isOldMark(List<Sighting> seen, JsonNode frame) {
        return !seen.isEmpty()
                && seen.get(seen.size() - 1).version() > frame.path("version").asLong();
    }

    synchronized List<Sighting> marks(String id) {
        return List.copyOf(marks.getOrDefault(id, List.of()));
    }

    synchronized boolean isStale(String id) {
        JsonNode frame = last.get(id);
        return frame != null && frame.path("meta").has("stale");
    }

    /** The data of the document as this one saw it last; missing when it is gone, or was never there. */
    synchronized JsonNode data(String id) {
        JsonNode frame = last.get(id);
        return frame == null || frame.path("type").asText().equals("gone")
                ? MissingNode.getInstance()
                : frame.path("data");
    }

    @Override
    public void close() {
        closing = true;
    }
}
