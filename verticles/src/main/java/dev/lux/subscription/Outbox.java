package dev.lux.subscription;

import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.loop.LaterTurns;
import dev.lux.replica.View;
import dev.lux.wire.ServerFrames;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has still to be sent. It is the only thing that grows for a slow stream, and its bound is one pending
 * entry per watched document, {@link Limits#PENDING_DOCUMENTS} at most.
 *
 * <p>Control frames go first, then snapshots, then changes. A document that changes while it is pending keeps its place
 * and is sent once, in its newest state, with {@code skipped}.
 *
 * <p>Nothing is read from a client to which {@link Limits#UNANSWERED_MESSAGES} are owed an answer. What is of
 * documents is written in turns that the event loop gives to one stream after the other: no client takes more than its
 * share, and however much is to be sent to all of them, the loop sees to what else it has to do; what changes meanwhile
 * is conflated.
 *
 * <p>Pure but for its {@link Sink} and the later turns; belongs to the stream's event loop.
 */
public final class Outbox implements Subscriber {
    private final Sink sink;
    private final StreamStats stats;
    private final OutboxBounds bounds;
    private final Consumer<LaterTurns.Part> laterTurns;
    private final HeldTurns heldTurns;
    private final LaterTurns.Part turn = this::takeTurn;
    private final ArrayDeque<byte[]> control = new ArrayDeque<>(2);
    private final UnfinishedSnapshots unfinished = new UnfinishedSnapshots();
    private final Subscriptions subscriptions = new Subscriptions();
    private final PendingDocuments pending = new PendingDocuments();
    private final ToldBefore toldBefore = new ToldBefore();
    private final OwedAnswers owed;
    private final Looks looks;
    private final DocumentFrames frames;
    private final SnapshotWriter snapshots;
    /** Above so many pending documents a new snapshot is better. */
    private int restartAbove;

    private @Nullable HubDocument lastChanged;
    private long lastChangedVersion;
    private boolean touched;
    private boolean closed;
    private boolean turnAsked;
    /** There was no room when this stream last had its turn: the sink tells when there is. */
    private boolean full;

    /**
     * @param laterTurns runs a part of this stream's work in a later turn of its event loop; work is counted in looks
     * @param heldTurns keeps it while the node may serve nothing
     */
    Outbox(
            HubDocuments documents,
            View view,
            Sink sink,
            StreamStats stats,
            OutboxBounds bounds,
            Consumer<LaterTurns.Part> laterTurns,
            HeldTurns heldTurns) {
        this.sink = sink;
        this.stats = stats;
        this.bounds = bounds;
        this.laterTurns = laterTurns;
        this.heldTurns = heldTurns;
        this.owed = new OwedAnswers(sink);
        this.looks = new Looks(bounds.looksPerTurn());
        this.frames = new DocumentFrames(view, sink, stats, pending, unfinished, looks);
        this.snapshots =
                new SnapshotWriter(documents, subscriptions, pending, unfinished, toldBefore, frames, sink, looks);
        this.restartAbove = bounds.pendingDocuments();
    }

    /** The client takes patches from now on: of what this stream has sent last. */
    public void takePatches() {
        frames.takePatches();
    }

    /** What this stream may see from now on. What it was sent of something else it is sent again, whole. */
    public void look(View now) {
        if (frames.look(now) && subscriptions.size() > 0) {
            restart();
            subscriptions.all().forEach(Snapshot::resetAll);
            drain();
        }
    }

    /**
     * A message has come whose answer is not there yet.
     *
     * @param bytes what it holds until then
     */
    public void owe(int bytes) {
        owed.owe(bytes);
        boundReading();
    }

    /** The answer to such a message was handed to this outbox, or there is none. */
    public void answered(int bytes) {
        owed.answered(bytes);
        boundReading();
    }

    /** Sends what is no document's: an answer, or a farewell. */
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
        frames.begin();
        drain();
    }

    public boolean isSubscribed(Pattern pattern) {
        return subscriptions.contains(pattern);
    }

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
        List<Snapshot> takenBack = unfinished.takeBack(pattern);
        if (!unfinished.isEmpty()) {
            toldBefore.add(stopped);
        }
        pending.removeIf((document, slot) -> {
            boolean beyondSnapshots = pending.isReset(slot) || (pending.isTold(slot) && !document.isLive());
            return !subscriptions.haveTold(document.id(), null)
                    && !(beyondSnapshots && subscriptions.match(document.id()));
        });
        takenBack.forEach(snapshots::doubt);
    }

    /** Forgets everything: the stream has ended. */
    void close() {
        closed = true;
        pending.removeIf((document, slot) -> true);
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
            unfinished.sawGone(document);
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
        // Told thousands of times in a row: nothing is looked at here that is not this object.
        if (!full) {
            askTurn();
        }
    }

    private void addPending(HubDocument document, long states, boolean wasLive) {
        int slot = pending.add(document, states, wasLive, frames.step(document));
        if (!pending.isTold(slot) && !document.isLive()) {
            // It came and went before this client could know of it.
            stats.replaced(pending.states(slot));
            pending.remove(slot);
        } else if (pending.size() > restartAbove) {
            restart();
        }
    }

    /**
     * Too much is pending: a new snapshot takes its place. What is gone can't be in a snapshot and stays pending, and so
     * does what takes the place of a lost version, since a client drops a lower version without that mark.
     */
    private void restart() {
        pending.removeIf((document, slot) -> {
            boolean inSnapshot = document.isLive() && !pending.isReset(slot);
            stats.replaced(inSnapshot ? pending.states(slot) : 0);
            return inSnapshot;
        });
        restartAbove = pending.size() + bounds.pendingDocuments();
        unfinished.restart(subscriptions, toldBefore);
    }

    /** Writes answers as far as the sink has room; all that is of documents waits for this stream's turn. */
    public void drain() {
        boolean wrote = false;
        while (sink.hasRoom() && writeControl()) {
            wrote = true;
        }
        end(wrote);
        boundReading();
    }

    /** @return how much work it was, in looks */
    private int takeTurn() {
        if (heldTurns.hold(turn)) {
            return 1;
        }
        turnAsked = false;
        looks.renew();
        boolean answers = !control.isEmpty() || !unfinished.isEmpty();
        boolean wrote = false;
        while (sink.hasRoom() && (writeControl() || (looks.areLeft() && writeNext()))) {
            wrote = true;
        }
        frames.turnEnded();
        end(wrote);
        if (answers) {
            boundReading();
        }
        return looks.spent();
    }

    private void end(boolean wrote) {
        if (wrote) {
            sink.flush();
        }
        full = !sink.hasRoom();
        if (!full) {
            askTurn();
        }
    }

    private void askTurn() {
        if (!turnAsked && (pending.size() > 0 || !unfinished.isEmpty())) {
            turnAsked = true;
            laterTurns.accept(turn);
        }
    }

    private void boundReading() {
        if (!closed) {
            owed.boundReading(control.size() + unfinished.size());
        }
    }

    private boolean writeControl() {
        byte[] frame = control.poll();
        if (frame == null) {
            return false;
        }
        sink.write(frame, 0);
        return true;
    }

    private boolean writeNext() {
        Snapshot snapshot = unfinished.first();
        if (snapshot != null) {
            snapshots.advance(snapshot);
            return true;
        }
        if (frames.writePending()) {
            return true;
        }
        restartAbove = bounds.pendingDocuments();
        return false;
    }
}
