package dev.lux.subscription;

import dev.lux.document.DocumentState;
import dev.lux.replica.Change;
import dev.lux.replica.SharedState;
import dev.lux.replica.View;
import dev.lux.wire.ServerFrames;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of one document that a hub knows, and who wants it. A state that has come is not seen by streams
 * before all of them are told of it: one that writes in between would otherwise send it without knowing what it was
 * before. Belongs to the hub's event loop.
 */
final class HubDocument {
    private final String id;
    private final int hash;
    /** What streams see. */
    private SharedState newest;
    /** What they saw before; only while they are told. */
    private @Nullable SharedState previous;
    /** What they will see when they are told. */
    private SharedState coming;
    /** Committed states since the streams were last told; 0: nothing new. */
    private long untold;
    /** Whether what is coming, and what was told last, takes the place of a later version that was lost. */
    private boolean comingReset;

    private boolean reset;
    /** The newest frame as it was last marked. Streams that conflate mostly have skipped the same states. */
    private @Nullable Marked lastMarked;
    /** How many outboxes have it pending. */
    private int pending;

    private List<Group> groups = List.of();
    private long groupsGeneration = -1;

    private record Marked(byte[] of, long skipped, boolean reset, byte[] frame) {}

    /** A document that nobody is to be told of. */
    HubDocument(SharedState loaded) {
        this.id = loaded.state().id();
        int ofId = id.hashCode();
        this.hash = ofId ^ (ofId >>> 16) ^ (ofId >>> 8);
        this.newest = loaded;
        this.coming = loaded;
    }

    /** A document of which nothing is known yet. */
    HubDocument(String id) {
        this(new SharedState(DocumentState.absent(id, 0)));
    }

    String id() {
        return id;
    }

    /** Spread over its lower bits. */
    int hash() {
        return hash;
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

    /** Takes a state if it is newer, or is what is left after newer ones were lost. @return whether it was taken */
    boolean take(Change change) {
        if (change.state().state().version() <= coming.state().version() && !change.reset()) {
            return false;
        }
        comingReset |= change.reset();
        coming = change.state();
        untold += 1L + change.replaced();
        return true;
    }

    boolean hasNews() {
        return untold > 0;
    }

    /** From now on streams see what has come. @return how many states were committed since the last call */
    long reveal() {
        long states = untold;
        previous = newest;
        newest = coming;
        reset = comingReset;
        comingReset = false;
        untold = 0;
        lastMarked = null;
        return states;
    }

    /** A frame of this document with what it skips and resets; the same object for the same. */
    byte[] marked(byte[] frame, long skipped, boolean withReset) {
        if (skipped == 0 && !withReset) {
            return frame;
        }
        Marked known = lastMarked;
        if (known == null || known.of != frame || known.skipped != skipped || known.reset != withReset) {
            known = new Marked(frame, skipped, withReset, ServerFrames.marked(frame, skipped, withReset));
            lastMarked = known;
        }
        return known.frame;
    }

    /**
     * While streams are told of a change: the frame for one whose client holds what was seen before. {@code null}: it is
     * to be sent the whole state.
     */
    byte @Nullable [] step(View view) {
        SharedState held = previous;
        boolean isStep = held != null && held.state().isLive() && isLive() && !reset;
        return held != null && isStep ? newest.patch(view, held) : null;
    }

    /** All streams were told. */
    void told() {
        previous = null;
    }

    /** Whether what streams see since the last reveal takes the place of a later version. */
    boolean isReset() {
        return reset;
    }

    void pendingChanged(int delta) {
        pending += delta;
    }

    boolean isPending() {
        return pending > 0;
    }

    /** The groups whose pattern matches, looked up again only when groups came or went. */
    List<Group> groups(long generation, Supplier<List<Group>> lookUp) {
        if (groupsGeneration != generation) {
            groups = lookUp.get();
            groupsGeneration = generation;
        }
        return groups;
    }
}
