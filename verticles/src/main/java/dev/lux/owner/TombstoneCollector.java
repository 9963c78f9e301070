package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;

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
    /** By id, the oldest first: of a document that was deleted again and again only the newest tombstone counts. */
    private final LinkedHashMap<String, Grave> graves = new LinkedHashMap<>();
    /** Those that could not be removed. */
    private final ArrayDeque<Grave> again = new ArrayDeque<>();

    /** Raises the floor and removes the entry, if the cell still holds just this tombstone. */
    interface Remover {
        Future<Boolean> remove(DocumentCell cell, DocumentRecord tombstone);
    }

    private record Grave(DocumentCell cell, DocumentRecord tombstone, long atNanos) {
        boolean isStillThere() {
            DocumentRecord now = cell.committed();
            return cell.shard().isServed() && now != null && now.version() == tombstone.version();
        }
    }

    TombstoneCollector(Duration retention, Remover remover) {
        this.retentionNanos = retention.toNanos();
        this.remover = remover;
    }

    void buried(DocumentCell cell, DocumentRecord tombstone, long nowNanos) {
        graves.remove(cell.id());
        graves.put(cell.id(), new Grave(cell, tombstone, nowNanos));
    }

    /** How many tombstones wait, those of documents that live again too. */
    int waiting() {
        return graves.size() + again.size();
    }

    /** Removes what is old enough now, and first what could not be removed before. */
    void collect(long nowNanos) {
        for (int i = again.size(); i > 0; i--) {
            remove(again.remove());
        }
        Iterator<Grave> oldestFirst = graves.values().iterator();
        for (int i = 0; i < PER_LOOK && oldestFirst.hasNext(); i++) {
            Grave grave = oldestFirst.next();
            if (nowNanos - grave.atNanos < retentionNanos) {
                return;
            }
            oldestFirst.remove();
            remove(grave);
        }
    }

    private void remove(Grave grave) {
        if (grave.isStillThere()) {
            remover.remove(grave.cell, grave.tombstone).onSuccess(removed -> {
                if (!removed && grave.isStillThere()) {
                    again.add(grave);
                }
            });
        }
    }
}
