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
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has still to be sent. It is the only thing that grows for a slow stream, and its bound is one pending
 * entry per watched document, {@link Limits#PENDING_DOCUMENTS} at most.
 *
 * <p>Control frames go first, then snapshots, then changes. A document that changes while it is pending keeps its place
 * and is sent once, in its newest state, with {@code skipped}.
 *
 * <p>Nothing is read from a client to which {@link Limits#UNANSWERED_MESSAGES} are owed an answer, and a snapshot goes
 * on in a later turn when it has looked at many documents: so no client takes more than its share.
 *
 * <p>Pure but for its {@link Sink} and the later turn; belongs to the stream's event loop.
 */
public final class Outbox implements Subscriber {
    private final HubDocuments documents;
    private final View view;
    private final Sink sink;
    private final StreamStats stats;
    private final OutboxBounds bounds;
    private final Executor laterTurn;
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
    /** How many messages have no answer yet, and how large they are. */
    private int owed;

    private long owedBytes;
    private boolean readingPaused;
    private boolean closed;
    /** How many documents may be looked at before another turn. */
    private int looks;

    private boolean goesOnLater;

    /** @param laterTurn runs a task in a later turn of the stream's event loop */
    Outbox(HubDocuments documents, View view, Sink sink, StreamStats stats, OutboxBounds bounds, Executor laterTurn) {
        this.documents = documents;
        this.view = view;
        this.sink = sink;
        this.stats = stats;
        this.bounds = bounds;
        this.laterTurn = laterTurn;
        this.restartAbove = bounds.pendingDocuments();
        this.looks = bounds.looksPerTurn();
    }

    /**
     * A message has come whose answer is not there yet.
     *
     * @param bytes what it holds until then
     */
    public void owe(int bytes) {
        owed++;
        owedBytes += bytes;
        boundReading();
    }

    /** The answer to such a message was handed to this outbox, or there is none. */
    public void answered(int bytes) {
        owed--;
        owedBytes -= bytes;
        boundReading();
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
        List<Snapshot> takenBack = unfinished.stream()
                .filter(snapshot -> snapshot.pattern().equals(pattern))
                .toList();
        unfinished.removeAll(takenBack);
        if (!unfinished.isEmpty()) {
            toldBefore.add(stopped);
        }
        pending.removeIf((document, entry) -> {
            boolean beyondSnapshots = entry.isReset() || (entry.isTold() && !document.isLive());
            return !subscriptions.haveTold(document.id(), null)
                    && !(beyondSnapshots && subscriptions.match(document.id()));
        });
        takenBack.forEach(this::doubt);
    }

    /** What a client said that it has counts no more when its subscription is taken back before it was answered. */
    private void doubt(Snapshot takenBack) {
        takenBack.believed().forEach((id, told) -> {
            HubDocument document = documents.get(id);
            if (document != null && document.isLive() && subscriptions.haveTold(id, null)) {
                pending.add(document, 1, told);
            }
        });
    }

    /** Forgets everything: the stream has ended. */
    void close() {
        closed = true;
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
        restartAbove = pending.size() + bounds.pendingDocuments();
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
        while (sink.hasRoom() && (looks > 0 || !control.isEmpty()) && writeNext()) {
            wrote = true;
        }
        if (wrote) {
            sink.flush();
        }
        if (looks <= 0 && !goesOnLater) {
            goesOnLater = true;
            laterTurn.execute(() -> {
                goesOnLater = false;
                looks = bounds.looksPerTurn();
                drain();
            });
        }
        boundReading();
    }

    private void boundReading() {
        if (closed) {
            return;
        }
        int share = readingPaused ? 2 : 1;
        boolean pause = control.size() + unfinished.size() + owed >= Limits.UNANSWERED_MESSAGES / share
                || owedBytes >= Limits.UNANSWERED_BYTES / share;
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
            restartAbove = bounds.pendingDocuments();
            return false;
        }
        looks--;
        long skipped = entry.states() - 1;
        SharedState newest = document.newest();
        write(document.id(), document.version(), newest.frame(view), skipped, entry.isReset());
        stats.delivered(newest.state().atMicros());
        if (skipped > 0) {
            stats.replaced(skipped);
        }
        return true;
    }

    /** Writes a frame of a document. What the client said before that it has may be true no more. */
    private void write(String id, long version, byte[] frame, long skipped, boolean reset) {
        unfinished.forEach(snapshot -> snapshot.clientTakes(id, version, reset));
        sink.write(ServerFrames.marked(frame, skipped, reset), version);
    }

    /** Moves a snapshot on, to the next frame that it has to write. */
    private void advance(Snapshot snapshot) {
        if (!snapshot.isDone()) {
            if (writeNextLive(snapshot) || looks <= 0) {
                return;
            }
            snapshot.moveToEnd();
            if (writeNextNamed(snapshot) || looks <= 0) {
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
        while (document != null && looks > 0) {
            looks--;
            boolean toldElsewhere = subscriptions.haveTold(document.id(), snapshot);
            snapshot.moveTo(document.id());
            Long known = document.isLive() ? snapshot.since().remove(document.id()) : null;
            if (document.isLive() && writeInSnapshot(snapshot, document, known, toldElsewhere)) {
                return true;
            }
            document = documents.next(snapshot.pattern(), snapshot.position());
        }
        return false;
    }

    /** @param known the version that the client says it has, or {@code null} */
    private boolean writeInSnapshot(
            Snapshot snapshot, HubDocument document, @Nullable Long known, boolean toldElsewhere) {
        Pending entry = pending.get(document);
        if (known == null ? toldElsewhere : known <= document.version() && toldElsewhere && entry == null) {
            return false;
        }
        // Now, so that this synced counts what the client then has.
        pending.remove(document);
        boolean resetMeanwhile = entry != null && entry.isReset();
        if (known != null && known == document.version() && !resetMeanwhile) {
            snapshot.believes(document.id(), entry == null ? toldElsewhere : entry.isTold());
            return false;
        }
        boolean reset = resetMeanwhile || (known != null && known > document.version());
        write(document.id(), document.version(), document.newest().frame(view), 0, reset);
        return true;
    }

    /** After all live matches: what the client named in {@code since} and was not among them. */
    private boolean writeNextNamed(Snapshot snapshot) {
        Iterator<Map.Entry<String, Long>> named = snapshot.since().entrySet().iterator();
        while (named.hasNext() && looks > 0) {
            looks--;
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
            return writeInSnapshot(snapshot, document, known, true);
        }
        long version = Math.max(snapshot.absentVersion(id), document == null ? 0 : document.version());
        if (version == known) {
            return false;
        }
        Pending entry = document == null ? null : pending.remove(document);
        boolean reset = (entry != null && entry.isReset()) || version < known;
        write(id, version, ServerFrames.gone(id, version, "deleted"), 0, reset);
        return true;
    }

    /** How many live matches the client holds after all that was written so far. */
    private int held(Pattern pattern) {
        int held = 0;
        for (HubDocument document : documents.matches(pattern)) {
            looks--;
            Pending entry = pending.get(document);
            // What is pending counts as the client still has it.
            held += (entry == null ? document.isLive() : entry.isTold()) ? 1 : 0;
        }
        return held;
    }
}
