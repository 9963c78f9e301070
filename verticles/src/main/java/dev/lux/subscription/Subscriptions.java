package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one stream is subscribed to, and how far each has been sent. Belongs to the stream's event loop. */
final class Subscriptions {
    private final Map<Pattern, Snapshot> byPattern = new LinkedHashMap<>();

    /** @return whether there was none of this pattern; else the one that was there stays */
    boolean add(Snapshot snapshot) {
        return byPattern.putIfAbsent(snapshot.pattern(), snapshot) == null;
    }

    @Nullable
    Snapshot remove(Pattern pattern) {
        return byPattern.remove(pattern);
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
        for (Snapshot snapshot : byPattern.values()) {
            if (snapshot != except && snapshot.isBehindCursor(id)) {
                return true;
            }
        }
        return false;
    }
}
