package dev.lux.replica;

import dev.lux.document.DocumentState;
import dev.lux.wire.ServerFrames;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A committed state and its frames, encoded once per node and view: this object is the cache, and its key is document,
 * version and view.
 *
 * <p>Usable on any thread.
 */
public final class SharedState {
    private final DocumentState state;
    private final ConcurrentHashMap<View, byte[]> frames = new ConcurrentHashMap<>(1);

    public SharedState(DocumentState state) {
        this.state = state;
    }

    public DocumentState state() {
        return state;
    }

    /** The frame that says this state to a stream with this view. Nobody writes to it. */
    public byte[] frame(View view) {
        byte[] frame = frames.get(view);
        return frame != null ? frame : frames.computeIfAbsent(view, unseen -> ServerFrames.document(state));
    }
}
