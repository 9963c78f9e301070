package dev.lux.subscription;

import dev.lux.document.DocumentParts;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import dev.lux.limits.Limits;
import dev.lux.loop.LaterTurns;
import dev.lux.replica.Change;
import dev.lux.replica.SharedState;
import dev.lux.replica.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One outbox, its sink, and as much of a hub as it needs: documents change, and the outbox is told once per turn. */
final class OutboxUnderTest {
    /** Shows all of a document but its {@code extra}. */
    static final View PART = View.of(new DocumentParts(
            List.of(new DocumentParts.Given(Pattern.parse("*"), Part.without(List.of(Pointer.parse("/extra")))))));

    private static final String FILL = ",\"fill\":\"" + "x".repeat(Limits.PATCHED_ABOVE_BYTES) + "\",\"extra\":0}";

    final HubDocuments documents = new HubDocuments();
    final ScriptedSink sink = new ScriptedSink();
    final CountingStats stats = new CountingStats();
    final Outbox outbox;
    private final List<HubDocument> news = new ArrayList<>();
    private boolean mayWrite = true;
    private final HeldTurns heldTurns = new HeldTurns(() -> mayWrite);
    private boolean large;
    private final ArrayDeque<LaterTurns.Part> laterTurns = new ArrayDeque<>();

    static final class CountingStats implements StreamStats {
        long delivered;
        long patches;
        long wholeOfLarge;
        long replaced;
        int subscriptions;

        @Override
        public void delivered(int changes, long atMicros) {
            delivered += changes;
        }

        @Override
        public void patchable(int asPatches, int asStates) {
            patches += asPatches;
            wholeOfLarge += asStates;
        }

        @Override
        public void replaced(long states) {
            replaced += states;
        }

        @Override
        public void subscriptionsChanged(int delta) {
            subscriptions += delta;
        }
    }

    OutboxUnderTest() {
        this(1_000);
    }

    OutboxUnderTest(int pendingLimit) {
        OutboxBounds bounds = new OutboxBounds(pendingLimit, 1_000_000);
        outbox = new Outbox(documents, View.WHOLE, sink, stats, bounds, LaterTurns.Part::run, heldTurns);
    }

    /** One whose turns the test gives. */
    OutboxUnderTest(OutboxBounds bounds) {
        outbox = new Outbox(documents, View.WHOLE, sink, stats, bounds, laterTurns::add, heldTurns);
    }

    /** Whether documents may be written from now on. */
    void mayWrite(boolean now) {
        mayWrite = now;
        heldTurns.letGo(LaterTurns.Part::run);
    }

    /** From now on documents are so large that their changes may be sent as patches, and the client takes them. */
    void patches() {
        large = true;
        outbox.takePatches();
    }

    /** The next of the turns that the outbox asked for. @return whether there was one */
    boolean laterTurn() {
        LaterTurns.Part part = laterTurns.poll();
        if (part != null) {
            part.run();
        }
        return part != null;
    }

    /** All turns that the outbox asks for. */
    void laterTurns() {
        while (laterTurn()) {}
    }

    /** A state arrives; the outbox is not told yet. */
    void arrives(String id, long version, boolean live) {
        arrives(id, version, live, false);
    }

    /** What is left of a document after later versions were lost. */
    void resets(String id, long version, boolean live) {
        arrives(id, version, live, true);
    }

    private void arrives(String id, long version, boolean live, boolean reset) {
        HubDocument document = documents.get(id);
        if (document == null) {
            document = new HubDocument(id);
            documents.add(document);
        }
        String json = large ? "{\"version\":" + version + FILL : Long.toString(version);
        byte[] data = live ? json.getBytes(StandardCharsets.US_ASCII) : null;
        boolean hadNews = document.hasNews();
        SharedState state = new SharedState(new DocumentState(id, version, data, version, "me"));
        if (document.take(new Change(state, 0, reset)) && !hadNews) {
            news.add(document);
        }
    }

    /** The turn ends: the outbox is told of what arrived. */
    void tell() {
        boolean touched = false;
        for (HubDocument document : news) {
            boolean wasLive = document.isLive();
            touched |= outbox.changed(document, document.reveal(), wasLive);
            document.told();
        }
        news.clear();
        if (touched) {
            outbox.turnEnded();
        }
    }

    void live(String id, long version) {
        arrives(id, version, true);
        tell();
    }

    void gone(String id, long version) {
        arrives(id, version, false);
        tell();
    }

    void subscribe(String match) {
        subscribe(match, "1", Map.of(), Map.of());
    }

    /** @param absent what the owners say of ids that the hub does not have */
    void subscribe(String match, String ref, Map<String, Long> since, Map<String, Long> absent) {
        tell();
        Pattern pattern = Pattern.parse(match);
        byte[] json = ref.getBytes(StandardCharsets.US_ASCII);
        outbox.start(new Snapshot(pattern, json, new HashMap<>(since), absent));
    }

    void unsubscribe(String match) {
        outbox.stop(Pattern.parse(match));
    }

    /** The sink has room for so many frames from now on. */
    void room(long frames) {
        sink.room(frames);
        if (frames > 0) {
            outbox.drain();
        }
    }

    void block() {
        sink.room(0);
    }

    void unblock() {
        room(Long.MAX_VALUE);
    }

    List<String> sent() {
        return sink.inShort();
    }
}
