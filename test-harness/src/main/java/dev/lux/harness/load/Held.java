package dev.lux.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The live documents that a subscriber of one pattern holds, as the SDK does: what a snapshot did not name is dropped at
 * its end. One thread.
 */
final class Held {
    /** Characters of one {@code since}, as the SDK bounds it. */
    private static final int MAX_SINCE_CHARS = 32_768;

    private static final int PUNCTUATION_CHARS = 4;

    private final Map<String, Long> versions = new LinkedHashMap<>();
    private final Set<String> named = new HashSet<>();

    /** A new connection: what it subscribes with, as much as fits in a message. */
    Map<String, Long> since() {
        Map<String, Long> since = new LinkedHashMap<>();
        int chars = 0;
        for (Map.Entry<String, Long> each : versions.entrySet()) {
            chars += each.getKey().length() + each.getValue().toString().length() + PUNCTUATION_CHARS;
            if (chars > MAX_SINCE_CHARS) {
                break;
            }
            since.put(each.getKey(), each.getValue());
        }
        named.clear();
        named.addAll(since.keySet());
        return since;
    }

    void take(JsonNode frame) {
        String id = frame.path("id").asText();
        switch (frame.path("type").asText()) {
            case "state" -> {
                named.add(id);
                versions.put(id, frame.path("version").asLong());
            }
            case "gone" -> versions.remove(id);
            case "synced" -> versions.keySet().retainAll(named);
            default -> {}
        }
    }
}
