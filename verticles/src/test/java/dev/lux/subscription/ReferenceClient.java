package dev.lux.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.document.Pattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A client that applies frames by the rules of the protocol page, and fails when a frame breaks a promise. */
final class ReferenceClient {
    /** Whether the broker may say again what it has said: it took a new snapshot. */
    private boolean lenient;

    private boolean seesAll = true;
    private long patches;

    private final Map<String, Known> documents = new TreeMap<>();
    private final Set<Pattern> subscribed = new HashSet<>();
    /** Subscriptions by ref that were not answered yet. */
    private final Map<String, Pattern> unanswered = new LinkedHashMap<>();
    /** What was sent of a document since the last subscription that matches it. */
    private final Map<String, Long> sent = new HashMap<>();

    private static final class Known {
        private long version;
        private boolean live = true;
        /** Whether what was sent on this socket, or confirmed by a synced, is that it is live. */
        private boolean sentLive;

        private boolean told;
        private long toldVersion;
        /** Whether it has all of the document; of what an earlier connection has told, it has. */
        private boolean whole = true;

        private final Set<String> namedBy = new HashSet<>();
    }

    /** How many patches were taken. */
    long patches() {
        return patches;
    }

    void lenient() {
        lenient = true;
    }

    /** From now on it may see all of the documents, or not. What it was sent before may be sent again. */
    void sees(boolean all) {
        lenient = true;
        seesAll = all;
    }

    /** Whether it has of a document what it may see. */
    boolean hasWhatItSees(String id) {
        Known known = documents.get(id);
        return known != null && known.whole == seesAll;
    }

    Set<Pattern> subscribed() {
        return subscribed;
    }

    Map<String, Pattern> unanswered() {
        return unanswered;
    }

    /** The live documents that the client holds. */
    Map<String, Long> held() {
        Map<String, Long> held = new TreeMap<>();
        documents.forEach((id, known) -> {
            if (known.live) {
                held.put(id, known.version);
            }
        });
        return held;
    }

    /** Whether it may say in {@code since} that it has another version, of an earlier connection. */
    boolean knowsNothingOf(String id) {
        return !documents.containsKey(id);
    }

    void subscribes(Pattern pattern, String ref, Map<String, Long> since) {
        subscribed.add(pattern);
        unanswered.put(ref, pattern);
        sent.keySet().removeIf(pattern::matches);
        since.forEach((id, version) -> {
            Known known = documents.computeIfAbsent(id, first -> new Known());
            known.version = version;
            known.namedBy.add(ref);
        });
    }

    void unsubscribes(Pattern pattern) {
        subscribed.remove(pattern);
        Set<String> refs = new HashSet<>();
        unanswered.forEach((ref, of) -> {
            if (of.equals(pattern)) {
                refs.add(ref);
            }
        });
        unanswered.keySet().removeAll(refs);
        documents.forEach((id, known) -> {
            if (known.namedBy.removeAll(refs) && known.namedBy.isEmpty() && known.told) {
                // What it claimed is not answered any more, so it counts no more.
                known.version = known.toldVersion;
                known.live = known.sentLive;
            }
        });
        documents
                .entrySet()
                .removeIf(entry -> subscribed.stream().noneMatch(other -> other.matches(entry.getKey()))
                        || (!entry.getValue().told
                                && !entry.getValue().sentLive
                                && entry.getValue().namedBy.isEmpty()));
    }

    void takes(JsonNode frame) {
        String type = frame.path("type").asText();
        switch (type) {
            case "state" -> takesState(frame);
            case "patch" -> takesPatch(frame);
            case "gone" -> takesGone(frame);
            case "synced" -> takesSynced(frame);
            default -> throw new AssertionError("an unknown frame: " + frame);
        }
    }

    private void takesState(JsonNode frame) {
        String id = frame.path("id").asText();
        long version = frame.path("version").asLong();
        JsonNode data = frame.path("data");
        require(
                (data.isObject() ? data.path("version") : data).asLong() == version,
                "the data of another version",
                frame);
        boolean whole = !data.isObject() || data.has("extra");
        require(whole == seesAll, "it may see something else", frame);
        takesLive(id, version, frame);
        documents.get(id).whole = whole;
    }

    private void takesPatch(JsonNode frame) {
        String id = frame.path("id").asText();
        long version = frame.path("version").asLong();
        Known known = documents.get(id);
        require(
                known != null
                        && known.live
                        && known.version == frame.path("base").asLong(),
                "its base is not held",
                frame);
        require(known.whole == seesAll, "a patch of what it does not see", frame);
        require(!frame.path("reset").asBoolean(), "a reset is whole", frame);
        require(
                frame.path("patch").size() == 1
                        && frame.path("patch").path("version").asLong() == version,
                "the patch of another version",
                frame);
        patches++;
        takesLive(id, version, frame);
    }

    private void takesLive(String id, long version, JsonNode frame) {
        require(subscribed.stream().anyMatch(pattern -> pattern.matches(id)), "nobody asked for it", frame);
        requireRising(id, version, frame, false);
        Known known = documents.computeIfAbsent(id, first -> new Known());
        if (version >= known.version || frame.path("reset").asBoolean()) {
            known.version = version;
            known.live = true;
        }
        known.sentLive = true;
        known.told = true;
        known.toldVersion = version;
    }

    private void takesGone(JsonNode frame) {
        String id = frame.path("id").asText();
        long version = frame.path("version").asLong();
        Known known = documents.get(id);
        require(lenient || known != null, "never told of it", frame);
        // Named twice, answered twice.
        requireRising(id, version, frame, known != null && !known.namedBy.isEmpty());
        if (known == null) {
            return;
        }
        if (version >= known.version || frame.path("reset").asBoolean()) {
            known.version = version;
            known.live = false;
        }
        known.sentLive = false;
        known.told = true;
        known.toldVersion = version;
    }

    private void takesSynced(JsonNode frame) {
        Pattern pattern = Pattern.parse(frame.path("match").asText());
        require(subscribed.contains(pattern), "taken back before", frame);
        if (frame.has("ref")) {
            String ref = frame.path("ref").toString();
            require(pattern.equals(unanswered.remove(ref)), "answered before, or of another", frame);
            documents.values().forEach(known -> known.sentLive |= known.namedBy.remove(ref) && known.live);
        } else {
            require(lenient, "nobody asked for it", frame);
        }
        long count = documents.entrySet().stream()
                .filter(entry -> pattern.matches(entry.getKey()) && entry.getValue().sentLive)
                .count();
        require(count == frame.path("count").asLong(), "the client holds " + held(), frame);
    }

    private void requireRising(String id, long version, JsonNode frame, boolean mayRepeat) {
        Long before = sent.put(id, version);
        boolean rises = before == null || version > before || ((lenient || mayRepeat) && version == before);
        require(rises || frame.path("reset").asBoolean(), "sent before was version " + before, frame);
    }

    private static void require(boolean holds, String otherwise, JsonNode frame) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + frame);
        }
    }
}
