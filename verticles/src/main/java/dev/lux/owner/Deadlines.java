package dev.lux.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Documents in the order in which something of them runs out. A deadline that moves back, as with every heartbeat, costs
 * nothing: its document is looked at when it would have been due, and put back. So what is armed is never searched.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Deadlines {
    /** At most this many per look, so that a mass expiry does not come as one long stall. */
    private static final int PER_LOOK = 1_000;

    private static final int FEW = 1_024;

    private final ListeningTime time;
    private PriorityQueue<Entry> queue = new PriorityQueue<>();
    /** Entries whose document is in the queue with an earlier one, or is not to be looked at. */
    private int superseded;

    private record Entry(long atNanos, DocumentCell cell) implements Comparable<Entry> {
        boolean isItsCells() {
            return cell.queuedFor() == atNanos;
        }

        @Override
        public int compareTo(Entry other) {
            return Long.compare(atNanos, other.atNanos);
        }
    }

    Deadlines(ListeningTime time) {
        this.time = time;
    }

    ListeningTime time() {
        return time;
    }

    /** The document's deadlines have changed. */
    void arm(DocumentCell cell) {
        long at = cell.due().earliestNanos();
        if (at == Due.NEVER) {
            forget(cell);
        } else if (at < cell.queuedFor()) {
            forget(cell);
            put(cell, at);
        }
    }

    /** The document is not held any more, or nothing of it runs out. */
    void forget(DocumentCell cell) {
        if (cell.queuedFor() != Due.NEVER) {
            cell.queuedFor(Due.NEVER);
            superseded++;
            if (superseded > FEW && superseded > queue.size() / 2) {
                sweep();
            }
        }
    }

    /** Lets run out what is due. */
    void look() {
        time.look();
        if (queue.isEmpty()) {
            return;
        }
        List<DocumentCell> due = new ArrayList<>();
        while (due.size() < PER_LOOK
                && !queue.isEmpty()
                && time.isPast(queue.element().atNanos())) {
            Entry entry = queue.remove();
            if (!entry.isItsCells()) {
                superseded--;
                continue;
            }
            DocumentCell cell = entry.cell();
            cell.queuedFor(Due.NEVER);
            long at = cell.due().earliestNanos();
            if (time.isPast(at)) {
                due.add(cell);
            } else if (at != Due.NEVER) {
                put(cell, at);
            }
        }
        due.forEach(DocumentCell::expire);
    }

    /** How many entries there are. */
    int size() {
        return queue.size();
    }

    private void put(DocumentCell cell, long at) {
        cell.queuedFor(at);
        queue.add(new Entry(at, cell));
    }

    private void sweep() {
        PriorityQueue<Entry> kept = new PriorityQueue<>(Math.max(1, queue.size() - superseded));
        for (Entry entry : queue) {
            if (entry.isItsCells()) {
                kept.add(entry);
            }
        }
        queue = kept;
        superseded = 0;
    }
}
