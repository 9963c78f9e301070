package dev.lux.replica;

import dev.lux.document.DocumentState;
import dev.lux.wire.PatchFrames;
import dev.lux.wire.ServerFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A committed state and its frames, encoded once per node and view: this object is the cache, and its key is document,
 * version and view, and for a patch the version of its base.
 *
 * <p>Usable on any thread.
 */
public final class SharedState {
    /** Event loops see the same state after different ones, when more than one came in a turn; rarely so many. */
    private static final int MOST_PATCHES = 4;

    private final DocumentState state;
    private final ConcurrentHashMap<View, byte[]> frames = new ConcurrentHashMap<>(1);
    private volatile List<Patch> patches = List.of();

    /** @param frame {@code null} when the state is to be sent instead */
    private record Patch(View view, long base, byte @Nullable [] frame) {}

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

    /**
     * The frame that says this state to a stream with this view whose client holds {@code base}; {@code null} when it is
     * to be sent {@link #frame} instead. Nobody writes to it.
     */
    public byte @Nullable [] patch(View view, SharedState base) {
        if (!PatchFrames.areFor(state)) {
            return null;
        }
        Patch known = known(view, base);
        return known != null ? known.frame : patchOnce(view, base);
    }

    private synchronized byte @Nullable [] patchOnce(View view, SharedState base) {
        Patch known = known(view, base);
        if (known != null) {
            return known.frame;
        }
        if (patches.size() == MOST_PATCHES) {
            return null;
        }
        byte[] frame = PatchFrames.between(base.state, state);
        List<Patch> more = new ArrayList<>(patches);
        more.add(new Patch(view, base.state.version(), frame));
        patches = List.copyOf(more);
        return frame;
    }

    private @Nullable Patch known(View view, SharedState base) {
        for (Patch patch : patches) {
            if (patch.base == base.state.version() && patch.view.equals(view)) {
                return patch;
            }
        }
        return null;
    }
}
