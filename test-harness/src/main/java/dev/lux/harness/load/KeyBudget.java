package dev.lux.harness.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When a write may carry an Idempotency-Key. The broker remembers 32 of each document, for five minutes, and for five
 * more after each change of its owner: under faults perhaps to the end of the run. So a document is given no more than
 * it can take at once, and they are spread over the first 16 minutes. Any thread.
 */
final class KeyBudget {
    /** A little less than the broker takes. */
    private static final int KEYS = 28;

    /** Between the first key of a document and its second; each further one comes a tenth later than the one before. */
    private static final double FIRST_GAP_NANOS = Duration.ofSeconds(8).toNanos();

    private static final double GROWTH = 1.1;

    private final LongSupplier nanos;
    private final Map<String, Given> given = new ConcurrentHashMap<>();

    private record Given(int keys, long nextNanos) {
        Given another(long now) {
            return new Given(keys + 1, now + (long) (FIRST_GAP_NANOS * Math.pow(GROWTH, keys)));
        }
    }

    KeyBudget(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes one, if there is one now. */
    boolean take(String document) {
        long now = nanos.getAsLong();
        boolean[] taken = new boolean[1];
        given.compute(document, (id, before) -> {
            Given soFar = before == null ? new Given(0, now) : before;
            taken[0] = soFar.keys < KEYS && now - soFar.nextNanos >= 0;
            return taken[0] ? soFar.another(now) : soFar;
        });
        return taken[0];
    }
}
