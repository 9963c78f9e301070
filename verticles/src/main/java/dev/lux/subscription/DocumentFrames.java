package dev.lux.subscription;

import dev.lux.replica.View;
import dev.lux.wire.PatchFrames;
import dev.lux.wire.ServerFrames;
import org.jspecify.annotations.Nullable;

/** Writes the frames of documents to one stream. Belongs to the stream's event loop. */
final class DocumentFrames {
    private View view;
    private final Sink sink;
    private final StreamStats stats;
    private final PendingDocuments pending;
    private final UnfinishedSnapshots unfinished;
    private final Looks looks;
    private boolean patches;
    private boolean begun;
    /** What was sent was of other views than this one. */
    private boolean otherViews;

    private int delivered;
    /** Of those, what was large enough for a patch, to a client that takes them: as one, and whole. */
    private int patched;

    private int whole;
    private long deliveredAtMicros;

    DocumentFrames(
            View view,
            Sink sink,
            StreamStats stats,
            PendingDocuments pending,
            UnfinishedSnapshots unfinished,
            Looks looks) {
        this.view = view;
        this.sink = sink;
        this.stats = stats;
        this.pending = pending;
        this.unfinished = unfinished;
        this.looks = looks;
    }

    /** What the stream may see from now on. @return whether that is something else than before */
    boolean look(View now) {
        boolean differs = !now.equals(view);
        view = now;
        otherViews |= differs && begun;
        return differs;
    }

    /** The client subscribes. */
    void begin() {
        begun = true;
    }

    /** Whether a client that has the version of a document has what it may see of it: it may have come with other rights. */
    boolean isToldByVersion(HubDocument document) {
        return !otherViews && view.showsAllOf(document.id());
    }

    /** The client takes patches from now on. */
    void takePatches() {
        patches = true;
    }

    /**
     * A document has changed. If nothing of it is pending, the client holds what was seen before.
     *
     * @return the frame of this change, or {@code null}: it is to be sent the whole state
     */
    byte @Nullable [] step(HubDocument document) {
        boolean held = patches && pending.slotOf(document) == PendingDocuments.NONE;
        return held ? document.step(view) : null;
    }

    /** @return whether anything was pending */
    boolean writePending() {
        int slot = pending.first();
        if (slot == PendingDocuments.NONE) {
            return false;
        }
        looks.spend();
        HubDocument document = pending.document(slot);
        long skipped = pending.states(slot) - 1;
        boolean reset = pending.isReset(slot);
        byte[] step = pending.step(slot);
        pending.remove(slot);
        if (step == null || unfinished.name(document.id())) {
            whole += patches && PatchFrames.areFor(document.newest().state()) ? 1 : 0;
            writeNewest(document, skipped, reset);
        } else {
            patched++;
            write(document, step, skipped, false);
        }
        delivered++;
        deliveredAtMicros = document.newest().state().atMicros();
        if (skipped > 0) {
            stats.replaced(skipped);
        }
        return true;
    }

    /**
     * Writes the newest state of a document.
     *
     * @param skipped how many states before it were not sent
     * @param reset whether the client is to take it although it has a higher version, which was lost
     */
    void writeNewest(HubDocument document, long skipped, boolean reset) {
        write(document, document.newest().frame(view), skipped, reset);
    }

    /** Writes that a document is not there that the client knows. */
    void writeGone(String id, long version, boolean reset) {
        unfinished.clientTakes(id, version, reset);
        sink.write(ServerFrames.marked(ServerFrames.gone(id, version, "deleted"), 0, reset), version);
    }

    private void write(HubDocument document, byte[] frame, long skipped, boolean reset) {
        long version = document.version();
        unfinished.clientTakes(document.id(), version, reset);
        sink.write(document.marked(frame, skipped, reset), version);
    }

    /** A turn of this stream has ended: counts what was written in it. */
    void turnEnded() {
        if (delivered > 0) {
            stats.delivered(delivered, deliveredAtMicros);
            delivered = 0;
        }
        if (patched + whole > 0) {
            stats.patchable(patched, whole);
            patched = 0;
            whole = 0;
        }
    }
}
