package dev.lux.harness.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber as clients are: when its stream ends, it opens another, at the next node. Per document versions never
 * fall, from one stream to the next as well. A thread of its own.
 */
final class Follower implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String path;
    private final List<Node> nodes;
    private final Thread thread;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<String> resets = new CopyOnWriteArrayList<>();
    private int at;
    private volatile @Nullable LuxSocket socket;
    private volatile boolean synced;
    private volatile boolean live;
    private volatile boolean closing;

    /** @param first of the nodes that it asks, in turn */
    Follower(String prefix, List<Node> nodes, int first) {
        this.path = "/api/lux/stream?match=" + prefix + "*";
        this.nodes = nodes;
        this.at = first;
        this.thread = new Thread(this::run, "follower-" + first);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closing) {
            try (LuxSocket stream = LuxSocket.open(node().url(), Launch.KEY, path)) {
                socket = stream;
                while (!closing) {
                    JsonNode frame = stream.next(Duration.ofMillis(500));
                    if (frame != null) {
                        take(frame);
                    }
                }
            } catch (IOException ended) {
                synced = false;
                at++;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void take(JsonNode frame) throws IOException {
        String type = frame.path("type").asText();
        if (type.equals("state") || type.equals("gone")) {
            long version = frame.path("version").asLong();
            Long before = newest.put(frame.path("id").asText(), version);
            if (before != null && before > version) {
                (frame.path("reset").asBoolean() ? resets : violations)
                        .add(this + ": " + frame.path("id") + " fell from version " + before + " to " + version);
            }
        } else if (type.equals("synced")) {
            synced = true;
            live = true;
        } else if (type.equals("status")) {
            live = frame.path("live").asBoolean();
        } else if (type.equals("error") && frame.path("retry").asBoolean()) {
            throw new IOException("to be asked again: " + frame);
        } else if (type.equals("error")) {
            violations.add(this + ": " + frame);
        }
    }

    Node node() {
        return nodes.get(at % nodes.size());
    }

    boolean isSynced() {
        return synced;
    }

    /** Whether the broker says that what it sends is current. */
    boolean isLive() {
        return live;
    }

    @Nullable
    Long version(String id) {
        return newest.get(id);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Where the broker said that it has lost what it had told before. */
    List<String> resets() {
        return List.copyOf(resets);
    }

    /** Of which documents it does not have what was read last. */
    Set<String> behind(Map<String, Reply> last) {
        return last.entrySet().stream()
                .filter(each -> each.getValue().status() == 200
                        && !Long.valueOf(each.getValue().version()).equals(version(each.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of one that is behind: with this, one sees whether a repair was slow or never came. */
    String catchesUp(Map<String, Reply> last, Duration atMost) {
        long since = System.nanoTime();
        boolean late = Await.until(atMost, () -> behind(last).isEmpty());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        return late
                ? "was current " + millis + " ms later"
                : "still is " + millis + " ms later: synced " + synced + ", live " + live + ", " + newest.size()
                        + " documents";
    }

    @Override
    public void close() {
        closing = true;
        LuxSocket open = socket;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String toString() {
        return thread.getName() + " at " + node();
    }
}
