package dev.lux.harness.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A subscriber that writes down who became stale when, and who was not any more. */
final class StaleWatch implements AutoCloseable {
    private final Watcher watcher;
    private final Map<String, List<Mark>> marks = new ConcurrentHashMap<>();

    /**
     * What was seen of a document.
     *
     * @param stale whether it was marked, else it is a state without a mark after one with it
     */
    record Mark(long version, long atNanos, boolean stale) {}

    StaleWatch(String name, FrameSource source) {
        watcher = new Watcher(name, source, 1, this::take);
    }

    private void take(JsonNode frame) {
        boolean stale = frame.path("meta").has("stale");
        String id = frame.path("id").asText();
        if (stale || marks.containsKey(id)) {
            Mark mark = new Mark(frame.path("version").asLong(), System.nanoTime(), stale);
            marks.computeIfAbsent(id, first -> new ArrayList<>()).add(mark);
        }
    }

    void awaitSynced(Duration timeout) throws IOException {
        watcher.awaitSynced(timeout);
    }

    String name() {
        return watcher.name();
    }

    /** How many documents were ever seen stale. */
    int count() {
        return marks.size();
    }

    /** In the order in which they came; read when the watcher is closed. */
    List<Mark> of(Worker worker) {
        return marks.getOrDefault(worker.id(), List.of());
    }

    /** What holds of every stream and did not, see {@link Watcher}. */
    List<String> violations() {
        return watcher.violations();
    }

    @Override
    public void close() {
        watcher.close();
    }
}
