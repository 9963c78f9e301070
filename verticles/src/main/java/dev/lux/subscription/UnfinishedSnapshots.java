package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshots of one stream whose {@code synced} is not written yet, first come first. */
final class UnfinishedSnapshots {
    private final ArrayDeque<Snapshot> queue = new ArrayDeque<>(2);

    void add(Snapshot snapshot) {
        queue.add(snapshot);
    }

    @Nullable
    Snapshot first() {
        return queue.peek();
    }

    void removeFirst() {
        queue.remove();
    }

    /** @return those of this pattern, which are unfinished no more */
    List<Snapshot> takeBack(Pattern pattern) {
        List<Snapshot> takenBack = queue.stream()
                .filter(snapshot -> snapshot.pattern().equals(pattern))
                .toList();
        queue.removeAll(takenBack);
        return takenBack;
    }

    /** A document was deleted. */
    void sawGone(HubDocument document) {
        queue.forEach(snapshot -> snapshot.sawGone(document));
    }

    /** The client is sent a version. What it said before that it has may be true no more. */
    void clientTakes(String id, long version, boolean reset) {
        if (!queue.isEmpty()) {
            queue.forEach(snapshot -> snapshot.clientTakes(id, version, reset));
        }
    }

    /** Whether the client says in one of them which version it has: it may then hold another one than it was sent. */
    boolean name(String id) {
        for (Snapshot snapshot : queue) {
            if (snapshot.since().containsKey(id)) {
                return true;
            }
        }
        return false;
    }

    /** All snapshots of the stream begin again, and those that repeat a subscription after them. */
    void restart(Subscriptions subscriptions, ToldBefore toldBefore) {
        List<Snapshot> repeated = queue.stream()
                .filter(snapshot -> !subscriptions.contains(snapshot))
                .toList();
        for (Snapshot snapshot : subscriptions.all()) {
            toldBefore.add(snapshot);
            snapshot.restart(!queue.contains(snapshot));
        }
        repeated.forEach(snapshot -> snapshot.restart(false));
        queue.clear();
        queue.addAll(subscriptions.all());
        queue.addAll(repeated);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    void clear() {
        queue.clear();
    }
}
