package dev.lux.harness.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many Idempotency-Keys a document can still take: the broker remembers 32 of each, for five minutes. Any thread. */
final class KeyBudget {
    /** A little less than the broker takes, and a little longer. */
    private static final int KEYS = 28;

    private static final long REMEMBERED = Duration.ofSeconds(340).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> given = new ConcurrentHashMap<>();

    KeyBudget(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes one, if there is one. */
    boolean take(String document) {
        long now = nanos.getAsLong();
        boolean[] taken = new boolean[1];
        given.compute(document, (id, before) -> {
            Deque<Long> times = before == null ? new ArrayDeque<>() : before;
            while (!times.isEmpty() && now - times.getFirst() > REMEMBERED) {
                times.removeFirst();
            }
            if (times.size() < KEYS) {
                times.addLast(now);
                taken[0] = true;
            }
            return times;
        });
        return taken[0];
    }
}
