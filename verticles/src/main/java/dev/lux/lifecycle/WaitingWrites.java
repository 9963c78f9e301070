package dev.lux.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writes that a node has taken and not answered, and how many it may have: so many for each owner, so that one that
 * is slow or gone takes no room of the others, and so many bytes together. Beyond, a client that is refused at once and
 * comes back later is better off than one that waits: what is taken is answered within the time that an owner needs for
 * so many.
 *
 * <p>Usable on any thread.
 */
public final class WaitingWrites {
    private final int mostPerOwner;
    private final long mostBytes;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private int writes;
    private long bytes;

    /** @param mostBytes of all bodies together */
    public WaitingWrites(int mostPerOwner, long mostBytes) {
        this.mostPerOwner = mostPerOwner;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes the writes of one request, all or none; whatever its size, one is taken when none waits.
     *
     * @param owners of each write, as the node sees them now
     * @return whether they were taken: then {@link #free} ends it
     */
    synchronized boolean take(List<String> owners, long moreBytes) {
        boolean none = writes == 0;
        if (!none && bytes + moreBytes > mostBytes) {
            return false;
        }
        for (int i = 0; i < owners.size(); i++) {
            if (byOwner.merge(owners.get(i), 1, Integer::sum) > mostPerOwner && !none) {
                leave(owners.subList(0, i + 1));
                return false;
            }
        }
        writes += owners.size();
        bytes += moreBytes;
        return true;
    }

    /** They are answered; {@code owners} as they were taken. */
    synchronized void free(List<String> owners, long answeredBytes) {
        leave(owners);
        writes -= owners.size();
        bytes -= answeredBytes;
    }

    private void leave(List<String> owners) {
        for (String owner : owners) {
            byOwner.computeIfPresent(owner, (any, count) -> count == 1 ? null : count - 1);
        }
    }

    public synchronized int count() {
        return writes;
    }
}
