package dev.lux.harness.hostile;

import dev.lux.harness.broker.ClassHistogram;
import dev.lux.harness.broker.Metrics;
import dev.lux.harness.broker.ProcessView;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private static final List<String> TOLD =
            List.of("lux_documents", "lux_state_bytes", "lux_subscribers", "lux_subscriptions");

    /**
     * Takes it when the broker has let go of every connection.
     *
     * @param sockets how many it has open when nobody is connected
     */
    static Footprint settled(ProcessView view, long sockets) throws IOException {
        Await.until(SETTLES, () -> openSockets(view) <= sockets);
        Metrics metrics = view.metrics();
        Map<String, Long> told = new LinkedHashMap<>();
        TOLD.forEach(name -> told.put(name, Math.round(metrics.sum(name, ""))));
        return new Footprint(view.liveHeap(), view.residentBytes(), view.openSockets(), told);
    }

    private static long openSockets(ProcessView view) {
        try {
            return view.openSockets();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is there that was not there before an attack of the same size. */
    List<String> leftSince(Footprint earlier) {
        List<String> left = new ArrayList<>();
        long grown = heap.total() - earlier.heap.total();
        if (grown > HEAP_BYTES) {
            left.add("the live heap has grown by " + grown + " bytes: "
                    + String.join(", ", heap.grownSince(earlier.heap, 8)));
        }
        if (resident - earlier.resident > RESIDENT_BYTES) {
            left.add("memory outside of the heap has grown by " + ((resident - earlier.resident) >> 10) + " KB");
        }
        if (sockets != earlier.sockets) {
            left.add("there were " + earlier.sockets + " open sockets, and now " + sockets);
        }
        told.forEach((name, value) -> {
            if (!value.equals(earlier.told.get(name))) {
                left.add(name + " was " + earlier.told.get(name) + " and is " + value);
            }
        });
        return left;
    }

    String summary() {
        return String.format(
                "live heap %,d bytes, resident %d MB, %d sockets, %s", heap.total(), resident >> 20, sockets, told);
    }
}
