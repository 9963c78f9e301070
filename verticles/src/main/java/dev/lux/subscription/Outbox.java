package dev.lux.subscription;

import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.wire.ServerFrames;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
    private final Map<Pattern, Snapshot> subscriptions = new LinkedHashMap<>();
    private final Map<HubDocument, Pending> pending = new LinkedHashMap<>();
    private @Nullable HubDocument lastChanged;
    private long lastChangedVersion;
    private boolean touched;
    private boolean readingPaused;

    private static final class Pending {
        /** Committed and not sent. */
        private long states;
        /** Whether the client knows the document as live. */
        private final boolean told;

        Pending(boolean told) {
            this.told = told;
        }
    }

    Outbox(HubDocuments documents, View view, Sink sink, StreamStats stats, int pendingLimit) {
        this.documents = documents;
        this.view = view;
        this.sink = sink;
        this.stats = stats;
        this.pendingLimit = pendingLimit;
    }

    /** Sends a frame that is no document's: an answer, or a farewell. */
    public void control(byte[] frame) {
        control.add(frame);
        drain();
    }

    /** Begins to send everything that matches, and from now on its changes. */
    void start(Snapshot snapshot) {
        // A pattern that is subscribed already only gets its synced again: everything is behind the first one's cursor.
        if (subscriptions.putIfAbsent(snapshot.pattern(), snapshot) == null) {
            stats.subscriptionsChanged(1);
        }
        unfinished.add(snapshot);
        drain();
    }

    boolean isSubscribed(Pattern pattern) {
        return subscriptions.containsKey(pattern);
    }

    /** What is subscribed. */
    public List<Pattern> patterns() {
        return List.copyOf(subscriptions.keySet());
    }

    /** Stops sending what no other subscription matches. */
    void stop(Pattern pattern) {
        if (subscriptions.remove(pattern) == null) {
            return;
        }
        stats.subscriptionsChanged(-1);
        unfinished.removeIf(snapshot -> snapshot.pattern().equals(pattern));
        pending.entrySet().removeIf(entry -> {
            boolean unwanted = !isTold(entry.getKey().id(), null);
            if (unwanted) {
                entry.getKey().pendingChanged(-1);
            }
            return unwanted;
        });
    }

    /** Forgets everything: the stream has ended. */
    void close() {
        pending.keySet().forEach(document -> document.pendingChanged(-1));
        pending.clear();
        control.clear();
        unfinished.clear();
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
        if (isTold(document.id(), null)) {
            addPending(document, states, wasLive);
        }
        boolean first = !touched;
        touched = true;
        return first;
    }

    @Override
    public void turnEnded() {
        touched = false;
        drain();
    }

    private void addPending(HubDocument document, long states, boolean wasLive) {
        Pending entry = pending.get(document);
        if (entry == null) {
            entry = new Pending(wasLive);
            pending.put(document, entry);
            document.pendingChanged(1);
        }
        entry.states += states;
        if (!entry.told && !document.isLive()) {
            // It came and went before this client could know of it.
            stats.replaced(entry.states);
            removePending(document);
        } else if (pending.size() > pendingLimit) {
            restart();
        }
    }

    private void removePending(HubDocument document) {
        if (pending.remove(document) != null) {
            document.pendingChanged(-1);
        }
    }

    /** Too much is pending: a new snapshot takes its place. What is gone can't be in a snapshot and stays pending. */
    private void restart() {
        pending.entrySet().removeIf(entry -> {
            boolean inSnapshot = entry.getKey().isLive();
            if (inSnapshot) {
                stats.replaced(entry.getValue().states);
                entry.getKey().pendingChanged(-1);
            }
            return inSnapshot;
        });
        unfinished.clear();
        subscriptions.values().forEach(Snapshot::restart);
        unfinished.addAll(subscriptions.values());
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
        Iterator<Map.Entry<HubDocument, Pending>> first = pending.entrySet().iterator();
        if (!first.hasNext()) {
            return false;
        }
        Map.Entry<HubDocument, Pending> entry = first.next();
        HubDocument document = entry.getKey();
        long skipped = entry.getValue().states - 1;
        first.remove();
        document.pendingChanged(-1);
        SharedState newest = document.newest();
        sink.write(ServerFrames.marked(newest.frame(view), skipped, false), document.version());
        stats.delivered(newest.state().atMicros());
        if (skipped > 0) {
            stats.replaced(skipped);
        }
        return true;
    }

    /** Moves a snapshot on, to the next frame that it has to write. */
    private void advance(Snapshot snapshot) {
        HubDocument document = documents.next(snapshot.pattern(), snapshot.position());
        while (document != null) {
            boolean toldElsewhere = isTold(document.id(), snapshot);
            snapshot.moveTo(document.id());
            if (document.isLive() && writeInSnapshot(snapshot, document, toldElsewhere)) {
                return;
            }
            document = documents.next(snapshot.pattern(), snapshot.position());
        }
        if (!writeNextGone(snapshot)) {
            snapshot.finish();
            unfinished.remove(snapshot);
            sink.write(ServerFrames.synced(snapshot.ref(), snapshot.pattern().match(), held(snapshot.pattern())), 0);
        }
    }

    private boolean writeInSnapshot(Snapshot snapshot, HubDocument document, boolean toldElsewhere) {
        Long known = snapshot.since().remove(document.id());
        if (toldElsewhere || (known != null && known == document.version())) {
            return false;
        }
        removePending(document);
        boolean reset = known != null && known > document.version();
        sink.write(ServerFrames.marked(document.newest().frame(view), 0, reset), document.version());
        return true;
    }

    /** After all live matches: what the client named in {@code since} and is not there any more. */
    private boolean writeNextGone(Snapshot snapshot) {
        Iterator<Map.Entry<String, Long>> named = snapshot.since().entrySet().iterator();
        while (named.hasNext()) {
            Map.Entry<String, Long> entry = named.next();
            named.remove();
            String id = entry.getKey();
            HubDocument document = documents.get(id);
            boolean comesAsChange = document != null && document.isLive();
            long version = Math.max(snapshot.absentVersion(id), document == null ? 0 : document.version());
            if (!comesAsChange && snapshot.pattern().matches(id) && version != entry.getValue()) {
                byte[] gone = ServerFrames.gone(id, version, "deleted");
                sink.write(ServerFrames.marked(gone, 0, version < entry.getValue()), version);
                return true;
            }
        }
        return false;
    }

    /** Whether the client has been told of this document by a subscription, {@code except} this one. */
    private boolean isTold(String id, @Nullable Snapshot except) {
        for (Snapshot subscription : subscriptions.values()) {
            if (subscription != except && subscription.isBehindCursor(id)) {
                return true;
            }
        }
        return false;
    }

    /** How many live matches the client holds after all that was written so far. */
    private int held(Pattern pattern) {
        int held = 0;
        for (HubDocument document : documents.matches(pattern)) {
            Pending entry = pending.get(document);
            // What is pending counts as the client still has it.
            held += (entry == null ? document.isLive() : entry.told) ? 1 : 0;
        }
        return held;
    }
}
