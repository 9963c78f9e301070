package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one stream is subscribed to, and how far each has been sent. Belongs to the stream's event loop. */
final class Subscriptions {
    private final Map<Pattern, Snapshot> byPattern = new LinkedHashMap<>();
    /** Most streams have one subscription; {@code null} where there is none or there are more. */
    private @Nullable Snapshot only;

    /** @return whether there was none of this pattern; else the one that was there stays */
    boolean add(Snapshot snapshot) {
        boolean added = byPattern.putIfAbsent(snapshot.pattern(), snapshot) == null;
        findOnly();
        return added;
    }

    @Nullable
    Snapshot remove(Pattern pattern) {
        Snapshot removed = byPattern.remove(pattern);
        findOnly();
        return removed;
    }

    private void findOnly() {
        only = byPattern.size() == 1 ? byPattern.values().iterator().next() : null;
    }

    boolean contains(Pattern pattern) {
        return byPattern.containsKey(pattern);
    }

    /** Whether this is the one of its pattern, not a repetition. */
    boolean contains(Snapshot snapshot) {
        return byPattern.get(snapshot.pattern()) == snapshot;
    }

    Collection<Pattern> patterns() {
        return byPattern.keySet();
    }

    Collection<Snapshot> all() {
        return byPattern.values();
    }

    int size() {
        return byPattern.size();
    }

    void clear() {
        byPattern.clear();
        only = null;
    }

    boolean match(String id) {
        for (Pattern pattern : byPattern.keySet()) {
            if (pattern.matches(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the client has been told of this document by one of them, {@code except} this one. */
    boolean haveTold(String id, @Nullable Snapshot except) {
        Snapshot one = only;
        if (one != null) {
            return one != except && one.isBehindCursor(id);
        }
        for (Snapshot snapshot : byPattern.values()) {
            if (snapshot != except && snapshot.isBehindCursor(id)) {
                return true;
            }
        }
        return false;
    }
}
