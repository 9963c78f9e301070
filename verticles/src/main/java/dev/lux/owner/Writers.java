package dev.lux.owner;

import dev.lux.command.Writer;
import dev.lux.document.AnsweredBatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which batches may still be sent again: those that their writer has not settled, while its node is in the cluster, and
 * for a while after.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Writers {
    /** Longer than any writer keeps asking (protocol: a write is answered within its deadline). */
    private static final long GONE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<Long, Long> settled = new HashMap<>();
    private final Map<Long, Long> missingSince = new HashMap<>();
    private Set<Long> alive = new HashSet<>();

    /** The nodes that are in the cluster now. */
    void members(Collection<String> nodes, long nowNanos) {
        Set<Long> now = new HashSet<>();
        nodes.forEach(node -> now.add(Writer.ofNode(node)));
        alive = now;
        missingSince.keySet().removeIf(now::contains);
        settled.keySet().removeIf(writer -> isGone(writer, nowNanos));
    }

    /** Every batch of the writer below this number is settled. */
    void settled(long writer, long number) {
        settled.merge(writer, number, Math::max);
    }

    /** Whether nobody can be waiting for an answer to this batch. */
    boolean isSettled(long writer, long number) {
        return number < settled.getOrDefault(writer, 0L);
    }

    /** Whether the answers are still to be kept. */
    boolean mayAskAgain(AnsweredBatch batch, long nowNanos) {
        return !isSettled(batch.writer(), batch.number()) && !isGone(batch.writer(), nowNanos);
    }

    private boolean isGone(long writer, long nowNanos) {
        long node = Writer.nodeOf(writer);
        if (alive.contains(node)) {
            return false;
        }
        return nowNanos - missingSince.computeIfAbsent(node, first -> nowNanos) > GONE_NANOS;
    }
}
