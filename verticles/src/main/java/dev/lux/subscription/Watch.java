package dev.lux.subscription;

import dev.lux.document.DocumentState;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** One long poll: waits for a document to have another version than the one known. Belongs to the hub's event loop. */
final class Watch implements Subscriber {
    private final long knownVersion;
    private final Promise<DocumentState> ended = Promise.promise();
    private @Nullable DocumentState newest;

    /** @param knownVersion 0: absent */
    Watch(long knownVersion) {
        this.knownVersion = knownVersion;
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
        boolean differs = knownVersion == 0 ? state.isLive() : !state.isLive() || state.version() != knownVersion;
        if (differs) {
            ended.tryComplete(state);
        }
    }

    /** Ends with whatever is the state now. */
    void settle(AsyncResult<DocumentState> state) {
        if (state.succeeded()) {
            ended.tryComplete(state.result());
        } else {
            ended.tryFail(state.cause());
        }
    }

    void fail(Throwable failure) {
        ended.tryFail(failure);
    }

    @Override
    public boolean changed(HubDocument document, long states, boolean wasLive) {
        // Ending it now would change the group while it is being told.
        boolean first = newest == null;
        newest = document.newest().state();
        return first;
    }

    @Override
    public void turnEnded() {
        DocumentState seen = newest;
        newest = null;
        if (seen != null) {
            look(seen);
        }
    }
}
