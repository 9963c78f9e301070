package dev.lux.subscription;

import dev.lux.replica.SharedState;
import dev.lux.replica.View;
import dev.lux.subscription.PendingDocuments.Pending;
import dev.lux.wire.ServerFrames;
import org.jspecify.annotations.Nullable;

/** Writes the frames of documents to one stream. Belongs to the stream's event loop. */
final class DocumentFrames {
    private final View view;
    private final Sink sink;
    private final StreamStats stats;
    private final PendingDocuments pending;
    private final UnfinishedSnapshots unfinished;
    private final Looks looks;
    private boolean patches;

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

    /** The client takes patches from now on. */
    void takePatches() {
        patches = true;
    }

    /**
     * A document has changed of which nothing is pending, so that the client holds what was seen before.
     *
     * @return the frame of this change, or {@code null}: it is to be sent the whole state
     */
    byte @Nullable [] step(HubDocument document) {
        return patches ? document.step(view) : null;
    }

    /** @return whether anything was pending */
    boolean writePending() {
        HubDocument document = pending.first();
        Pending entry = document == null ? null : pending.remove(document);
        if (document == null || entry == null) {
            return false;
        }
        looks.spend();
        long skipped = entry.states() - 1;
        byte[] step = entry.step();
        if (step == null || unfinished.name(document.id())) {
            writeNewest(document, skipped, entry.isReset());
        } else {
            write(document.id(), document.version(), step, skipped, false);
        }
        stats.delivered(document.newest().state().atMicros());
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
        SharedState newest = document.newest();
        write(document.id(), document.version(), newest.frame(view), skipped, reset);
    }

    /** Writes that a document is not there that the client knows. */
    void writeGone(String id, long version, boolean reset) {
        write(id, version, ServerFrames.gone(id, version, "deleted"), 0, reset);
    }

    private void write(String id, long version, byte[] frame, long skipped, boolean reset) {
        unfinished.clientTakes(id, version, reset);
        sink.write(ServerFrames.marked(frame, skipped, reset), version);
    }
}
