package dev.lux.cli;

import dev.lux.document.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a watcher has told its user, across reconnects: decides which frames are news.
 *
 * <p>A new socket takes a whole snapshot (without {@code since}, which for many documents would not fit a message), and
 * what the user was told already is left out here.
 */
final class Watched {
    private final Set<Pattern> unsynced;
    private final List<Pattern> patterns;
    private final Map<String, Long> told = new HashMap<>();
    /** Live documents of the socket of now. */
    private final Set<String> held = new HashSet<>();

    Watched(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        this.unsynced = new HashSet<>(patterns);
    }

    /** A new socket: all subscriptions start again. */
    void connected() {
        held.clear();
        unsynced.addAll(patterns);
    }

    /** Whether every subscription has had its snapshot on this socket. */
    boolean isComplete() {
        return unsynced.isEmpty();
    }

    /**
     * Takes a frame.
     *
     * @return what to tell the user, as JSON
     */
    List<byte[]> accept(String frame) {
        Facts facts = Facts.of(frame);
        return switch (facts.text("type")) {
            case "state" -> state(facts, frame);
            case "gone" -> gone(facts, frame);
            case "synced" -> synced(facts);
            default -> List.of();
        };
    }

    private List<byte[]> state(Facts facts, String frame) {
        String id = facts.text("id");
        held.add(id);
        Long before = told.put(id, facts.number("version"));
        boolean news = before == null || before != facts.number("version");
        return news ? List.of(bytes(frame)) : List.of();
    }

    private List<byte[]> gone(Facts facts, String frame) {
        held.remove(facts.text("id"));
        told.remove(facts.text("id"));
        return List.of(bytes(frame));
    }

    /** What was not sent is not there any more: it was deleted while there was no socket to say so. */
    private List<byte[]> synced(Facts facts) {
        Pattern pattern = Pattern.parse(facts.text("match"));
        unsynced.remove(pattern);
        List<byte[]> lost = new ArrayList<>();
        told.keySet().removeIf(id -> {
            boolean isLost = pattern.matches(id) && !held.contains(id);
            if (isLost) {
                lost.add(bytes("{\"type\":\"gone\",\"id\":" + RawJson.quote(id) + ",\"reason\":\"deleted\"}"));
            }
            return isLost;
        });
        return lost;
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
