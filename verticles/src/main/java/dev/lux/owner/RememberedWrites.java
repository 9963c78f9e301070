package dev.lux.owner;

import dev.lux.document.Digest;
import dev.lux.document.RememberedWrite;
import dev.lux.limits.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the remembered writes of one document still count, in elapsed time. After a new owner has loaded the
 * document each gets the whole window again: late, never early.
 */
final class RememberedWrites {
    private static final long WINDOW_NANOS = Limits.IDEMPOTENCY_WINDOW.toNanos();

    private final Map<Digest, Long> untilNanos = new HashMap<>();

    /** Those of {@code all} that still count now. */
    List<RememberedWrite> live(List<RememberedWrite> all, long nowNanos) {
        if (all.isEmpty()) {
            return all;
        }
        return all.stream()
                .filter(write -> nowNanos - untilNanos.computeIfAbsent(write.key(), key -> nowNanos + WINDOW_NANOS) < 0)
                .toList();
    }

    /** Starts the window of those in {@code all} that are new, and forgets what is not in it. */
    void arm(List<RememberedWrite> all, long nowNanos) {
        if (all.isEmpty()) {
            untilNanos.clear();
            return;
        }
        untilNanos
                .keySet()
                .removeIf(key -> all.stream().noneMatch(write -> write.key().equals(key)));
        all.forEach(write -> untilNanos.putIfAbsent(write.key(), nowNanos + WINDOW_NANOS));
    }
}
