package dev.lux.harness.hostile;

import dev.lux.harness.broker.ClassHistogram;
import dev.lux.harness.broker.Metrics;
import dev.lux.harness.broker.ProcessView;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a broker holds while nobody uses it.
 *
 * @param resident bytes of the process; the heap was touched as a whole before, so it grows by what lies outside of it
 * @param told what the broker itself says that it keeps, by the name of the metric
 */
record Footprint(ClassHistogram heap, long resident, long sockets, Map<String, Long> told) {
    /**
     * Between two halves of an attack of a million, one byte per request and half a MiB are the same: one object left
     * behind by one kind of request in thirty is more. What remains below is tables that grow in steps, pooled buffers,
     * and soft references.
     */
    private static final long HEAP_BYTES = 512L << 10;

    /** Code that is compiled late, and arenas of the C library; an eighth of a byte per request and native thread. */
    private static final long RESIDENT_BYTES = 32L << 20;

    /** The longest that the broker waits for a connection that its client let go of, and a little. */
    private static final Duration SETTLES = Duration.ofSeconds(20);

    /**
     * By how much each may differ. A document remembers the last answer per event loop that wrote it, some 200 bytes:
     * which loops the bystander's connections come to is chance.
     */
    private static final Map<String, Long> TOLD =
            Map.of("lux_documents", 0L, "lux_state_bytes", 1024L, "lux_subscribers", 0L, "lux_subscriptions", 0L);

    /** Takes it when the broker has let go of every connection; else says that it has not. */
    static Footprint settled(ProcessView view) throws IOException {
        Metrics metrics = view.metrics();
        if (!isLetGo(view)) {
            throw new IOException("the broker holds on to " + view.connections() + " connections of nobody");
        }
        Map<String, Long> told = new TreeMap<>();
        TOLD.keySet().forEach(name -> told.put(name, Math.round(metrics.sum(name, ""))));
        return new Footprint(view.liveHeap(), view.residentBytes(), view.openSockets(), told);
    }

    /** Waits until the broker has let go of every connection; returns whether it has. */
    static boolean isLetGo(ProcessView view) {
        return Await.until(SETTLES, Duration.ofMillis(20), () -> {
            try {
                return view.connections() == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The memory that was not held before an attack of the same size: beyond what tables and caches explain. */
    List<String> grownSince(Footprint earlier) {
        List<String> grown = new ArrayList<>();
        long heapBytes = heap.total() - earlier.heap.total();
        if (heapBytes > HEAP_BYTES) {
            grown.add("the live heap has grown by " + heapBytes + " bytes: "
                    + String.join(", ", heap.grownSince(earlier.heap, 8)));
        }
        if (resident - earlier.resident > RESIDENT_BYTES) {
            grown.add("memory outside of the heap has grown by " + ((resident - earlier.resident) >> 10) + " KB");
        }
        return grown;
    }

    /** What else is there that was not there before. */
    List<String> leftSince(Footprint earlier) {
        List<String> left = new ArrayList<>();
        if (sockets != earlier.sockets) {
            left.add("there were " + earlier.sockets + " open sockets, and now " + sockets);
        }
        TOLD.forEach((name, chance) -> {
            long before = earlier.told.getOrDefault(name, 0L);
            long now = told.getOrDefault(name, 0L);
            if (Math.abs(now - before) > chance) {
                left.add(name + " was " + before + " and is " + now);
            }
        });
        return left;
    }

    String summary() {
        return String.format(
                "live heap %,d bytes, resident %d MB, %d sockets, %s", heap.total(), resident >> 20, sockets, told);
    }
}
