package dev.lux.subscription;

import java.util.List;

/**
 * The newest version of one document that a hub knows, and who wants it. Belongs to the hub's event loop.
 */
final class HubDocument {
    private final String id;
    private SharedState newest;
    /** Committed states since the streams were last told; 0: nothing new. */
    private long untold;
    /** Whether the document was live when the streams were last told. */
    private boolean toldLive;
    /** How many outboxes have it pending. */
    private int pending;

    private List<Group> groups = List.of();
    private long groupsGeneration = -1;

    HubDocument(SharedState first) {
        this.id = first.state().id();
        this.newest = first;
        this.toldLive = false;
    }

    String id() {
        return id;
    }

    SharedState newest() {
        return newest;
    }

    long version() {
        return newest.state().version();
    }

    boolean isLive() {
        return newest.state().isLive();
    }

    /** Takes a state if it is newer. @return whether it was */
    boolean take(SharedState state, int replaced) {
        if (state.state().version() <= version()) {
            return false;
        }
        newest = state;
        untold += 1L + replaced;
        return true;
    }

    /** The first state counts as news too. */
    void markNew(int replaced) {
        untold += 1L + replaced;
    }

    boolean hasNews() {
        return untold > 0;
    }

    long untold() {
        return untold;
    }

    boolean toldLive() {
        return toldLive;
    }

    void told() {
        untold = 0;
        toldLive = isLive();
    }

    void pendingChanged(int delta) {
        pending += delta;
    }

    boolean isPending() {
        return pending > 0;
    }

    /** The groups whose pattern matches, looked up again only when groups came or went. */
    List<Group> groups(long generation, java.util.function.Supplier<List<Group>> lookUp) {
        if (groupsGeneration != generation) {
            groups = lookUp.get();
            groupsGeneration = generation;
        }
        return groups;
    }
}
