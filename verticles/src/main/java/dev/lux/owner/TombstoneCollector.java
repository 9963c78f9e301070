package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Removes tombstones when they are old enough. Before one goes, the shard's floor is raised to its version and
 * committed, so that no later version of any id falls below it.
 *
 * <p>Belongs to the owner's event loop; time is elapsed time, so a clock step collects nothing early.
 */
final class TombstoneCollector {
    /** At most this many per look, so that a mass deletion does not come back as one long stall. */
    private static final int PER_LOOK = 1_000;

    private final long retentionNanos;
    private final Remover remover;
    private final ArrayDeque<Grave> graves = new ArrayDeque<>();

    /** Raises the floor and removes the entry, if the cell still holds just this tombstone. */
    interface Remover {
        Future<Boolean> remove(DocumentCell cell, DocumentRecord tombstone);
    }

    private record Grave(DocumentCell cell, DocumentRecord tombstone, long atNanos) {
        boolean isStillThere() {
            DocumentRecord now = cell.committed();
            return now != null && now.version() == tombstone.version();
        }
    }

    TombstoneCollector(Duration retention, Remover remover) {
        this.retentionNanos = retention.toNanos();
        this.remover = remover;
    }

    void buried(DocumentCell cell, DocumentRecord tombstone, long nowNanos) {
        graves.add(new Grave(cell, tombstone, nowNanos));
    }

    /** Removes what is old enough now. */
    void collect(long nowNanos) {
        for (int i = 0; i < PER_LOOK && !graves.isEmpty(); i++) {
            if (nowNanos - graves.element().atNanos < retentionNanos) {
                return;
            }
            Grave grave = graves.remove();
            if (grave.cell.shard().isServed() && grave.isStillThere()) {
                remover.remove(grave.cell, grave.tombstone).onSuccess(removed -> {
                    if (!removed && grave.isStillThere() && grave.cell.shard().isServed()) {
                        graves.addFirst(grave);
                    }
                });
            }
        }
    }
}
