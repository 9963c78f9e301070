package dev.lux.replica;

import dev.lux.document.DocumentState;
import dev.lux.json.Part;
import dev.lux.wire.PatchFrames;
import dev.lux.wire.ServerFrames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A committed state and its frames, encoded once per node and part of it that streams may see: this object is the cache,
 * and its key is document, version and part, and for a patch the version of its base.
 *
 * <p>Usable on any thread.
 */
public final class SharedState {
    /** Event loops see the same state after different ones, when more than one came in a turn; rarely so many. */
    private static final int MOST_PATCHES = 4;
    /** More kinds of streams than so many that watch one document are each sent bytes of their own. */
    private static final int MOST_PARTS = 16;

    private final DocumentState state;
    private volatile byte @Nullable [] frame;
    private volatile List<Patch> patches = List.of();
    private volatile Map<Part, SharedState> parts = Map.of();

    /** @param frame {@code null} when the state is to be sent instead */
    private record Patch(long base, byte @Nullable [] frame) {}

    public SharedState(DocumentState state) {
        this.state = state;
    }

    public DocumentState state() {
        return state;
    }

    /** The frame that says this state to a stream with this view. Nobody writes to it. */
    public byte[] frame(View view) {
        return view.isWhole() ? frame() : in(view).frame();
    }

    private byte[] frame() {
        byte[] known = frame;
        return known != null ? known : frameOnce();
    }

    private synchronized byte[] frameOnce() {
        byte[] known = frame;
        if (known == null) {
            known = ServerFrames.document(state);
            frame = known;
        }
        return known;
    }

    /**
     * The frame that says this state to a stream with this view whose client holds {@code base}; {@code null} when it is
     * to be sent {@link #frame} instead. Nobody writes to it.
     */
    public byte @Nullable [] patch(View view, SharedState base) {
        return view.isWhole() ? patch(base) : in(view).patch(base.in(view));
    }

    private byte @Nullable [] patch(SharedState base) {
        if (!PatchFrames.areFor(state)) {
            return null;
        }
        Patch known = known(base);
        return known != null ? known.frame : patchOnce(base);
    }

    private synchronized byte @Nullable [] patchOnce(SharedState base) {
        Patch known = known(base);
        if (known != null) {
            return known.frame;
        }
        if (patches.size() == MOST_PATCHES) {
            return null;
        }
        byte[] between = PatchFrames.between(base.state, state);
        List<Patch> more = new ArrayList<>(patches);
        more.add(new Patch(base.state.version(), between));
        patches = List.copyOf(more);
        return between;
    }

    private @Nullable Patch known(SharedState base) {
        for (Patch patch : patches) {
            if (patch.base == base.state.version()) {
                return patch;
            }
        }
        return null;
    }

    // ---- Parts ----

    /** This state as a view shows it; this itself when that is all of it. */
    private SharedState in(View view) {
        Part part = view.of(state.id());
        if (part.isAll() || !state.isLive()) {
            return this;
        }
        SharedState known = parts.get(part);
        return known != null ? known : partOnce(part);
    }

    private synchronized SharedState partOnce(Part part) {
        SharedState known = parts.get(part);
        if (known != null) {
            return known;
        }
        DocumentState seen = state.within(part);
        SharedState shared = seen.data() == state.data() ? this : new SharedState(seen);
        if (parts.size() < MOST_PARTS) {
            Map<Part, SharedState> more = new HashMap<>(parts);
            more.put(part, shared);
            parts = Map.copyOf(more);
        }
        return shared;
    }
}
