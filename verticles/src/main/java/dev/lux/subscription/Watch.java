package dev.lux.subscription;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** One long poll: waits for a document to have another version than the one known. Belongs to the hub's event loop. */
final class Watch implements Subscriber {
    private final long knownVersion;
    private final Promise<DocumentState> ended = Promise.promise();
    private DocumentState lastSeen;
    /** What this turn has told so far. */
    private @Nullable DocumentState told;

    /**
     * @param knownVersion 0: absent
     * @param now what it is, which may end the wait before it begins
     */
    Watch(long knownVersion, DocumentState now) {
        this.knownVersion = knownVersion;
        this.lastSeen = now;
        look(now);
    }

    Future<DocumentState> ended() {
        return ended.future();
    }

    boolean isEnded() {
        return ended.future().isComplete();
    }

    boolean knowsLive() {
        return knownVersion != 0;
    }

    /** Ends when the state is another one than what the client knows. */
    void look(DocumentState state) {
        lastSeen = state;
        boolean differs = knownVersion == 0 ? state.isLive() : !state.isLive() || state.version() != knownVersion;
        if (differs) {
            settle(state);
        }
    }

    /** Ends with what is the state now. */
    void settle(DocumentState state) {
        ended.tryComplete(state);
    }

    /** Ends with whatever was seen last. */
    void giveUp() {
        ended.tryComplete(lastSeen);
    }

    void fail(Throwable failure) {
        ended.tryFail(failure);
    }

    @Override
    public boolean changed(HubDocument document, long states, boolean wasLive) {
        // Ending it now would change the group while it is being told.
        boolean first = told == null;
        told = document.newest().state();
        return first;
    }

    @Override
    public void live(Pattern pattern, boolean live) {
        // A poll promises no more than its answer.
    }

    @Override
    public void turnEnded() {
        DocumentState newest = told;
        told = null;
        if (newest != null) {
            look(newest);
        }
    }
}
