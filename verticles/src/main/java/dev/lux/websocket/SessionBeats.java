package dev.lux.websocket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Beats for all sockets of one event loop that have session documents, in one turn, so that what goes to one owner is one
 * message. Belongs to that event loop.
 */
public final class SessionBeats {
    private final Set<SessionDocuments> all = new LinkedHashSet<>();

    /** All of them are still there; every {@link dev.lux.limits.Limits#SESSION_BEAT}. */
    public void beat() {
        List.copyOf(all).forEach(SessionDocuments::beat);
    }

    void add(SessionDocuments documents) {
        all.add(documents);
    }

    void remove(SessionDocuments documents) {
        all.remove(documents);
    }
}
