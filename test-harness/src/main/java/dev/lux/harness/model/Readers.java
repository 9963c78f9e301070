package dev.lux.harness.model;

import dev.lux.harness.client.Await;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SseClient;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The subscribers of a run: sockets over prefixes, overlapping ones, and event streams. */
final class Readers implements AutoCloseable {
    private final List<String> ids;
    private final List<Reader> readers = new ArrayList<>();

    /** @param watches whether it subscribed to the document with this index */
    private record Reader(Watcher watcher, Observed seen, IntPredicate watches) {}

    /** Opens all and waits until their snapshots are complete; document i belongs to group 'a' + i % 4. */
    Readers(URI url, String key, String prefix, List<String> ids) throws IOException {
        this.ids = ids;
        String stream = "/api/lux/stream";
        String overlapping = stream + "?match=" + prefix + "*&match=" + prefix + "b*&id=" + ids.get(1);
        add("all", LuxSocket.open(url, key, stream + "?match=" + prefix + "*"), 1, i -> true);
        add("group-a", LuxSocket.open(url, key, stream + "?match=" + prefix + "a*"), 1, i -> i % 4 == 0);
        add("overlapping", LuxSocket.open(url, key, overlapping), 3, i -> true);
        add("events", SseClient.open(url, key, stream + "?match=" + prefix + "c*"), 1, i -> i % 4 == 2);
        add("one-event", SseClient.open(url, key, stream + "/" + ids.get(3)), 1, i -> i == 3);
        for (Reader reader : readers) {
            reader.watcher().awaitSynced(Duration.ofSeconds(10));
        }
    }

    private void add(String name, FrameSource source, int synced, IntPredicate watches) {
        Observed seen = new Observed();
        readers.add(new Reader(new Watcher(name, source, synced, seen), seen, watches));
    }

    /** Waits until all are at these versions, at most so long; returns who is not. */
    List<String> awaitCurrent(Map<String, Long> newest, Duration atMost) {
        Await.until(atMost, () -> behind(newest).isEmpty());
        return behind(newest);
    }

    private List<String> behind(Map<String, Long> newest) {
        List<String> behind = new ArrayList<>();
        for (Reader reader : readers) {
            for (int i = 0; i < ids.size(); i++) {
                Long version = newest.getOrDefault(ids.get(i), 0L);
                Long seen = reader.watcher().version(ids.get(i));
                if (version > 0 && reader.watches().test(i) && (seen == null || seen < version)) {
                    behind.add(
                            reader.watcher().name() + " is at " + seen + " of " + ids.get(i) + ", newest " + version);
                }
            }
        }
        return behind;
    }

    /** Ends all and compares what they saw with the histories. */
    List<String> compare(Map<String, History> histories, PrintStream out) {
        List<String> violations = new ArrayList<>();
        for (Reader reader : readers) {
            Watcher watcher = reader.watcher();
            watcher.close();
            violations.addAll(watcher.violations());
            violations.addAll(reader.seen().compare(histories, watcher.name()));
            out.printf("  %s: %d frames, skipped %d%n", watcher.name(), watcher.frames(), watcher.skipped());
        }
        return violations;
    }

    @Override
    public void close() {
        readers.forEach(reader -> reader.watcher().close());
    }
}
