package dev.lux.owner;

import dev.lux.document.RememberedWrite;
import dev.lux.limits.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long the remembered writes of one document still count, in elapsed time. After a new owner has loaded the
 * document each gets the whole window again: late, never early.
 */
final class RememberedWrites {
    private static final long WINDOW_NANOS = Limits.IDEMPOTENCY_WINDOW.toNanos();

    /** By the write, not its key: a key may be used again once its window is over. */
    private final Map<RememberedWrite, Long> untilNanos = new HashMap<>();

    /** Those of {@code all} that still count now. */
    List<RememberedWrite> live(List<RememberedWrite> all, long nowNanos) {
        if (all.isEmpty()) {
            return all;
        }
        return all.stream()
                .filter(write -> nowNanos - untilNanos.computeIfAbsent(write, first -> nowNanos + WINDOW_NANOS) < 0)
                .toList();
    }

    /** Starts the window of those in {@code all} that are new, and forgets what is not in it. */
    void arm(List<RememberedWrite> all, long nowNanos) {
        if (all.isEmpty()) {
            untilNanos.clear();
            return;
        }
        untilNanos.keySet().retainAll(Set.copyOf(all));
        all.forEach(write -> untilNanos.putIfAbsent(write, nowNanos + WINDOW_NANOS));
    }
}
