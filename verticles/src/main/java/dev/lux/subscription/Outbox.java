package dev.lux.subscription;

import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.replica.SharedState;
import dev.lux.replica.View;
import dev.lux.subscription.PendingDocuments.Pending;
import dev.lux.wire.ServerFrames;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has still to be sent. It is the only thing that grows for a slow stream, and its bound is one pending
 * entry per watched document, {@link Limits#PENDING_DOCUMENTS} at most.
 *
 * <p>Control frames go first, then snapshots, then changes. A document that changes while it is pending keeps its place
 * and is sent once, in its newest state, with {@code skipped}.
 *
 * <p>Pure but for its {@link Sink}; belongs to the stream's event loop.
 */
public final class Outbox implements Subscriber {
    private final HubDocuments documents;
    private final View view;
    private final Sink sink;
    private final StreamStats stats;
    private final int pendingLimit;
    private final ArrayDeque<byte[]> control = new ArrayDeque<>();
    private final ArrayDeque<Snapshot> unfinished = new ArrayDeque<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private final PendingDocuments pending = new PendingDocuments();
    private final ToldBefore toldBefore = new ToldBefore();
    /** How many pending documents are sent before the synced that is due. */
    private int pendingFirst;
    /** Above so many pending documents a new snapshot is better. */
    private int restartAbove;

    private @Nullable HubDocument lastChanged;
    private long lastChangedVersion;
    private boolean touched;
    private boolean readingPaused;

    Outbox(HubDocuments documents, View view, Sink sink, StreamStats stats, int pendingLimit) {
        this.documents = documents;
        this.view = view;
        this.sink = sink;
        this.stats = stats;
        this.pendingLimit = pendingLimit;
        this.restartAbove = pendingLimit;
    }

    /** Sends a frame that is no document's: an answer, or a farewell. */
    public void control(byte[] frame) {
        control.add(frame);
        drain();
    }

    /** Begins to send everything that matches, and from now on its changes. */
    void start(Snapshot snapshot) {
        // A pattern that is subscribed already only gets its synced again: everything is behind the first one's cursor.
        if (subscriptions.add(snapshot)) {
            stats.subscriptionsChanged(1);
        }
        unfinished.add(snapshot);
        drain();
    }

    public boolean isSubscribed(Pattern pattern) {
        return subscriptions.contains(pattern);
    }

    /** What is subscribed. */
    public List<Pattern> patterns() {
        return List.copyOf(subscriptions.patterns());
    }

    /** Stops sending what no other subscription matches. */
    void stop(Pattern pattern) {
        Snapshot stopped = subscriptions.remove(pattern);
        if (stopped == null) {
            return;
        }
        stats.subscriptionsChanged(-1);
        unfinished.removeIf(snapshot -> snapshot.pattern().equals(pattern));
        if (!unfinished.isEmpty()) {
            toldBefore.add(stopped);
        }
        pending.removeIf((document, entry) -> {
            boolean beyondSnapshots = entry.isReset() || (entry.isTold() && !document.isLive());
            return !subscriptions.haveTold(document.id(), null)
                    && !(beyondSnapshots && subscriptions.match(document.id()));
        });
    }

    /** Forgets everything: the stream has ended. */
    void close() {
        pending.removeIf((document, entry) -> true);
        control.clear();
        unfinished.clear();
        toldBefore.clear();
        stats.subscriptionsChanged(-subscriptions.size());
        subscriptions.clear();
    }

    @Override
    public boolean changed(HubDocument document, long states, boolean wasLive) {
        if (document == lastChanged && document.version() == lastChangedVersion) {
            return false;
        }
        lastChanged = document;
        lastChangedVersion = document.version();
        if (!document.isLive()) {
            unfinished.forEach(snapshot -> snapshot.sawGone(document));
        }
        // What a new snapshot that comes to the document later would not say of it.
        boolean beyondSnapshots = document.isReset() || (wasLive && !document.isLive());
        if (subscriptions.haveTold(document.id(), null)
                || (beyondSnapshots && toldBefore.covers(document.id()) && subscriptions.match(document.id()))) {
            addPending(document, states, wasLive);
        }
        boolean first = !touched;
        touched = true;
        return first;
    }

    @Override
    public void live(Pattern pattern, boolean live) {
        if (subscriptions.contains(pattern)) {
            control(ServerFrames.status(live, pattern.match()));
        }
    }

    @Override
    public void turnEnded() {
        touched = false;
        drain();
    }

    private void addPending(HubDocument document, long states, boolean wasLive) {
        Pending entry = pending.add(document, states, wasLive);
        if (!entry.isTold() && !document.isLive()) {
            // It came and went before this client could know of it.
            stats.replaced(entry.states());
            pending.remove(document);
        } else if (pending.size() > restartAbove) {
            restart();
        }
    }

    /**
     * Too much is pending: a new snapshot takes its place. What is gone can't be in a snapshot and stays pending, and so
     * does what takes the place of a lost version, since a client drops a lower version without that mark.
     */
    private void restart() {
        pending.removeIf((document, entry) -> {
            boolean inSnapshot = document.isLive() && !entry.isReset();
            stats.replaced(inSnapshot ? entry.states() : 0);
            return inSnapshot;
        });
        restartAbove = pending.size() + pendingLimit;
        List<Snapshot> repeated = unfinished.stream()
                .filter(snapshot -> !subscriptions.contains(snapshot))
                .toList();
        for (Snapshot snapshot : subscriptions.all()) {
            toldBefore.add(snapshot);
            snapshot.restart(!unfinished.contains(snapshot));
        }
        repeated.forEach(snapshot -> snapshot.restart(false));
        unfinished.clear();
        unfinished.addAll(subscriptions.all());
        unfinished.addAll(repeated);
    }

    /** Writes as much as the sink takes. */
    public void drain() {
        boolean wrote = false;
        while (sink.hasRoom() && writeNext()) {
            wrote = true;
        }
        if (wrote) {
            sink.flush();
        }
        boolean pause =
                control.size() >= (readingPaused ? Limits.PENDING_CONTROL_FRAMES / 2 : Limits.PENDING_CONTROL_FRAMES);
        if (pause != readingPaused) {
            readingPaused = pause;
            sink.pauseReading(pause);
        }
    }

    private boolean writeNext() {
        byte[] frame = control.poll();
        if (frame != null) {
            sink.write(frame, 0);
            return true;
        }
        Snapshot snapshot = unfinished.peek();
        if (snapshot != null) {
            advance(snapshot);
            return true;
        }
        return writePending();
    }

    private boolean writePending() {
        HubDocument document = pending.first();
        Pending entry = document == null ? null : pending.remove(document);
        if (document == null || entry == null) {
            restartAbove = pendingLimit;
            return false;
        }
        long skipped = entry.states() - 1;
        SharedState newest = document.newest();
        sink.write(ServerFrames.marked(newest.frame(view), skipped, entry.isReset()), document.version());
        stats.delivered(newest.state().atMicros());
        if (skipped > 0) {
            stats.replaced(skipped);
        }
        return true;
    }

    /** Moves a snapshot on, to the next frame that it has to write. */
    private void advance(Snapshot snapshot) {
        if (!snapshot.isDone()) {
            if (writeNextLive(snapshot)) {
                return;
            }
            snapshot.moveToEnd();
            if (writeNextNamed(snapshot)) {
                return;
            }
            snapshot.finish();
            // Deletions of what was told before are among them, and must not count as held.
            pendingFirst = toldBefore.isEmpty() ? 0 : pending.size();
        }
        if (pendingFirst > 0 && writePending()) {
            pendingFirst--;
            return;
        }
        unfinished.remove();
        if (unfinished.isEmpty()) {
            toldBefore.clear();
        }
        sink.write(ServerFrames.synced(snapshot.ref(), snapshot.pattern().match(), held(snapshot.pattern())), 0);
    }

    private boolean writeNextLive(Snapshot snapshot) {
        HubDocument document = documents.next(snapshot.pattern(), snapshot.position());
        while (document != null) {
            boolean toldElsewhere = subscriptions.haveTold(document.id(), snapshot);
            snapshot.moveTo(document.id());
            if (document.isLive() && writeInSnapshot(document, snapshot.since().remove(document.id()), toldElsewhere)) {
                return true;
            }
            document = documents.next(snapshot.pattern(), snapshot.position());
        }
        return false;
    }

    /** @param known the version that the client says it has, or {@code null} */
    private boolean writeInSnapshot(HubDocument document, @Nullable Long known, boolean toldElsewhere) {
        Pending entry = pending.get(document);
        if (known == null ? toldElsewhere : known <= document.version() && toldElsewhere && entry == null) {
            return false;
        }
        // Now, so that this synced counts what the client then has.
        pending.remove(document);
        boolean resetMeanwhile = entry != null && entry.isReset();
        if (known != null && known == document.version() && !resetMeanwhile) {
            return false;
        }
        boolean reset = resetMeanwhile || (known != null && known > document.version());
        sink.write(ServerFrames.marked(document.newest().frame(view), 0, reset), document.version());
        return true;
    }

    /** After all live matches: what the client named in {@code since} and was not among them. */
    private boolean writeNextNamed(Snapshot snapshot) {
        Iterator<Map.Entry<String, Long>> named = snapshot.since().entrySet().iterator();
        while (named.hasNext()) {
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
            return writeInSnapshot(document, known, true);
        }
        long version = Math.max(snapshot.absentVersion(id), document == null ? 0 : document.version());
        if (version == known) {
            return false;
        }
        Pending entry = document == null ? null : pending.remove(document);
        boolean reset = (entry != null && entry.isReset()) || version < known;
        sink.write(ServerFrames.marked(ServerFrames.gone(id, version, "deleted"), 0, reset), version);
        return true;
    }

    /** How many live matches the client holds after all that was written so far. */
    private int held(Pattern pattern) {
        int held = 0;
        for (HubDocument document : documents.matches(pattern)) {
            Pending entry = pending.get(document);
            // What is pending counts as the client still has it.
            held += (entry == null ? document.isLive() : entry.isTold()) ? 1 : 0;
        }
        return held;
    }
}
