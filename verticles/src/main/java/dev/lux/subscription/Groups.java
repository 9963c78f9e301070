package dev.lux.subscription;

import dev.lux.document.Pattern;
import dev.lux.document.PatternIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The patterns in use on one event loop, and which of them a document belongs to. Belongs to the hub's event loop. */
final class Groups {
    private final PatternIndex<Group> byPattern = new PatternIndex<>();
    private long generation;

    @Nullable
    Group get(Pattern pattern) {
        return byPattern.get(pattern);
    }

    void put(Group group) {
        byPattern.put(group.pattern(), group);
        generation++;
    }

    void remove(Pattern pattern) {
        byPattern.remove(pattern);
        generation++;
    }

    /** Whether any pattern matches. */
    boolean matches(String id) {
        return byPattern.matches(id);
    }

    /** Those whose pattern matches; the document remembers them. */
    List<Group> of(HubDocument document) {
        return document.groups(generation, () -> {
            List<Group> matching = new ArrayList<>(2);
            byPattern.forEachMatch(document.id(), matching::add);
            return matching;
        });
    }

    Iterable<Group> all() {
        return byPattern.values();
    }
}
