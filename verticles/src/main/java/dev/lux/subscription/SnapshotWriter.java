package dev.lux.subscription;

import dev.lux.document.Pattern;
import dev.lux.wire.ServerFrames;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the snapshots of one stream on, a frame at a time: every live match, then what the client named in {@code since}
 * and is not there, then {@code synced}. Belongs to the stream's event loop.
 */
final class SnapshotWriter {
    private final HubDocuments documents;
    private final Subscriptions subscriptions;
    private final PendingDocuments pending;
    private final UnfinishedSnapshots unfinished;
    private final ToldBefore toldBefore;
    private final DocumentFrames frames;
    private final Sink sink;
    private final Looks looks;
    /** How many pending documents are sent before the synced that is due. */
    private int pendingFirst;

    SnapshotWriter(
            HubDocuments documents,
            Subscriptions subscriptions,
            PendingDocuments pending,
            UnfinishedSnapshots unfinished,
            ToldBefore toldBefore,
            DocumentFrames frames,
            Sink sink,
            Looks looks) {
        this.documents = documents;
        this.subscriptions = subscriptions;
        this.pending = pending;
        this.unfinished = unfinished;
        this.toldBefore = toldBefore;
        this.frames = frames;
        this.sink = sink;
        this.looks = looks;
    }

    /** @param snapshot the first of the unfinished; it goes no further than this turn's looks */
    void advance(Snapshot snapshot) {
        if (!snapshot.isDone()) {
            if (writeNextLive(snapshot) || !looks.areLeft()) {
                return;
            }
            snapshot.moveToEnd();
            if (writeNextNamed(snapshot) || !looks.areLeft()) {
                return;
            }
            snapshot.finish();
            // Deletions of what was told before are among them, and must not count as held.
            pendingFirst = toldBefore.isEmpty() ? 0 : pending.size();
        }
        if (pendingFirst > 0 && frames.writePending()) {
            pendingFirst--;
            return;
        }
        unfinished.removeFirst();
        if (unfinished.isEmpty()) {
            toldBefore.clear();
        }
        sink.write(ServerFrames.synced(snapshot.ref(), snapshot.pattern().match(), held(snapshot.pattern())), 0);
    }

    private boolean writeNextLive(Snapshot snapshot) {
        HubDocument document = documents.next(snapshot.pattern(), snapshot.position());
        while (document != null && looks.areLeft()) {
            looks.spend();
            boolean toldElsewhere = subscriptions.haveTold(document.id(), snapshot);
            snapshot.moveTo(document.id());
            Long known = document.isLive() ? snapshot.since().remove(document.id()) : null;
            if (document.isLive() && writeLive(snapshot, document, known, toldElsewhere)) {
                return true;
            }
            document = documents.next(snapshot.pattern(), snapshot.position());
        }
        return false;
    }

    /** @param known the version that the client says it has, or {@code null} */
    private boolean writeLive(Snapshot snapshot, HubDocument document, @Nullable Long known, boolean toldElsewhere) {
        int slot = pending.slotOf(document);
        boolean isPending = slot != PendingDocuments.NONE;
        if (known == null ? toldElsewhere : known <= document.version() && toldElsewhere && !isPending) {
            return false;
        }
        boolean resetMeanwhile = snapshot.resets() || (isPending && pending.isReset(slot));
        boolean told = isPending ? pending.isTold(slot) : toldElsewhere;
        if (isPending) {
            // Now, so that this synced counts what the client then has.
            pending.remove(slot);
        }
        boolean believed = !resetMeanwhile && frames.isToldByVersion(document);
        if (known != null && known == document.version() && believed) {
            snapshot.believes(document.id(), told);
            return false;
        }
        frames.writeNewest(document, 0, resetMeanwhile || (known != null && known >= document.version()));
        return true;
    }

    /** After all live matches: what the client named in {@code since} and was not among them. */
    private boolean writeNextNamed(Snapshot snapshot) {
        Iterator<Map.Entry<String, Long>> named = snapshot.since().entrySet().iterator();
        while (named.hasNext() && looks.areLeft()) {
            looks.spend();
            Map.Entry<String, Long> entry = named.next();
            named.remove();
            if (snapshot.pattern().matches(entry.getKey()) && writeNamed(snapshot, entry.getKey(), entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean writeNamed(Snapshot snapshot, String id, long known) {
        HubDocument document = documents.get(id);
        if (document != null && document.isLive()) {
            // Created behind the cursor, so that its change is pending or was sent.
            return writeLive(snapshot, document, known, true);
        }
        long version = Math.max(snapshot.absentVersion(id), document == null ? 0 : document.version());
        if (version == known) {
            return false;
        }
        int slot = document == null ? PendingDocuments.NONE : pending.slotOf(document);
        boolean isPending = slot != PendingDocuments.NONE;
        boolean reset = (isPending && pending.isReset(slot)) || version < known;
        if (isPending) {
            pending.remove(slot);
        }
        frames.writeGone(id, version, reset);
        return true;
    }

    /** What a client said that it has counts no more when its subscription is taken back before it was answered. */
    void doubt(Snapshot takenBack) {
        takenBack.believed().forEach((id, told) -> {
            HubDocument document = documents.get(id);
            if (document != null && document.isLive() && subscriptions.haveTold(id, null)) {
                pending.add(document, 1, told, null);
            }
        });
    }

    /** How many live matches the client holds after all that was written so far. */
    private int held(Pattern pattern) {
        int held = 0;
        for (HubDocument document : documents.matches(pattern)) {
            looks.spend();
            int slot = pending.slotOf(document);
            // What is pending counts as the client still has it.
            held += (slot == PendingDocuments.NONE ? document.isLive() : pending.isTold(slot)) ? 1 : 0;
        }
        return held;
    }
}
