package dev.lux.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber on a thread of its own that checks what holds always: per document, versions only rise, and the stream
 * does not end before it is closed here.
 */
public final class Watcher implements AutoCloseable {
    private final String name;
    private final FrameSource source;
    private final Consumer<JsonNode> listener;
    private final Thread thread;
    private final CountDownLatch synced;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private volatile boolean closing;

    /**
     * @param expectedSynced how many {@code synced} frames complete the start
     * @param listener sees every frame, on the watcher's thread
     */
    public Watcher(String name, FrameSource source, int expectedSynced, Consumer<JsonNode> listener) {
        this.name = name;
        this.source = source;
        this.listener = listener;
        this.synced = new CountDownLatch(expectedSynced);
        this.thread = new Thread(this::run, "watcher-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                JsonNode frame = source.next(Duration.ofMillis(500));
                if (frame != null) {
                    take(frame);
                }
            }
        } catch (IOException | RuntimeException e) {
            if (!closing) {
                violations.add(name + ": the stream ended: " + e);
            }
        }
    }

    private void take(JsonNode frame) {
        frames.incrementAndGet();
        String type = frame.path("type").asText();
        if (type.equals("state") || type.equals("gone")) {
            String id = frame.path("id").asText();
            long version = frame.path("version").asLong();
            skipped.addAndGet(frame.path("skipped").asLong());
            Long before = newest.put(id, version);
            if (before != null && before >= version) {
                violations.add(name + ": " + id + " went from version " + before + " to " + version);
            }
        } else if (type.equals("error") || type.equals("bye")) {
            violations.add(name + ": unexpected frame " + frame);
        }
        listener.accept(frame);
        if (type.equals("synced")) {
            synced.countDown();
        }
    }

    /** Waits until the first snapshots are complete. */
    public void awaitSynced(Duration timeout) throws IOException {
        try {
            if (!synced.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " is not synced: " + violations());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** The newest version seen of a document, or null. */
    public @Nullable Long version(String id) {
        return newest.get(id);
    }

    public long frames() {
        return frames.get();
    }

    /** The sum of all {@code skipped}. */
    public long skipped() {
        return skipped.get();
    }

    public List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }

    @Override
    public void close() {
        closing = true;
        source.close();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
