package dev.lux.harness.simulation;

import dev.lux.document.DocumentState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must hold, looked at after every event that could break it. */
final class SimChecks {
    private final List<String> violations = new ArrayList<>();
    private final Map<String, String> contents = new HashMap<>();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    private final Map<String, int[]> counters = new TreeMap<>();
    private long acks;
    private long unknowns;
    private long refusals;
    private long reads;
    private long seen;
    private long resets;

    static String text(byte @Nullable [] data) {
        return data == null ? "absent" : new String(data, StandardCharsets.UTF_8);
    }

    void violation(String what) {
        if (violations.size() < 20) {
            violations.add(what);
        }
    }

    List<String> violations() {
        return violations;
    }

    /** One version of a document has one content, whoever says so. */
    private void content(String who, String id, long version, String content) {
        String before = contents.putIfAbsent(id + "@" + version, content);
        if (before != null && !before.equals(content)) {
            violation(who + " has " + content + " at version " + version + " of " + id + ", which is " + before);
        }
    }

    void acknowledged(String id, long version, @Nullable String content) {
        acks++;
        if (version > 0) {
            acknowledged.merge(id, version, Math::max);
            content("an acknowledgement", id, version, content == null ? "absent" : content);
        }
    }

    void unknown() {
        unknowns++;
    }

    void refused() {
        refusals++;
    }

    /** A step of a counter was acknowledged. */
    void counted(String id) {
        counters.computeIfAbsent(id, first -> new int[2])[0]++;
    }

    /** A step of a counter may have been made, or, when negative, is settled. */
    void mayCount(String id, int steps) {
        counters.computeIfAbsent(id, first -> new int[2])[1] += steps;
    }

    long acknowledgedSoFar(String id) {
        return acknowledged.getOrDefault(id, 0L);
    }

    /** @param least what was acknowledged before the read was asked for */
    void read(String who, DocumentState state, long least) {
        reads++;
        if (state.version() < least) {
            violation(who + " read version " + state.version() + " of " + state.id() + " after " + least
                    + " was acknowledged");
        }
        if (state.isLive()) {
            content(who, state.id(), state.version(), text(state.data()));
        }
    }

    /** @param before what the same audience was told before */
    void told(String who, DocumentState state, @Nullable DocumentState before, boolean reset) {
        seen++;
        if (reset) {
            resets++;
        } else if (before != null && state.version() <= before.version()) {
            violation(
                    who + " was told version " + state.version() + " of " + state.id() + " after " + before.version());
        }
        if (state.isLive()) {
            content(who, state.id(), state.version(), text(state.data()));
        }
    }

    /** At the end, in quiet: what the owner says of a document. */
    void last(DocumentState state) {
        long acked = acknowledgedSoFar(state.id());
        if (state.version() < acked) {
            violation("the acknowledged version " + acked + " of " + state.id() + " is lost; it is at "
                    + state.version());
        }
        int[] counts = counters.get(state.id());
        if (counts != null && state.isLive()) {
            int value = Integer.parseInt(text(state.data()));
            if (value < counts[0] || value > counts[0] + counts[1]) {
                violation("the counter " + state.id() + " is at " + value + " after " + counts[0] + " acknowledged and "
                        + counts[1] + " unknown steps");
            }
        }
    }

    /** At the end: an audience against the owner. */
    void current(String who, DocumentState owners, @Nullable DocumentState shown) {
        long version = shown == null ? 0 : shown.version();
        boolean live = shown != null && shown.isLive();
        if (owners.isLive() ? version != owners.version() : live) {
            violation(who + " shows version " + version + " of " + owners.id() + (live ? "" : ", absent")
                    + "; its owner has " + owners.version() + (owners.isLive() ? "" : ", absent"));
        }
    }

    void unreadable(String id, String why) {
        violation(id + " can't be read in quiet: " + why);
    }

    long acks() {
        return acks;
    }

    long unknowns() {
        return unknowns;
    }

    long refusals() {
        return refusals;
    }

    long reads() {
        return reads;
    }

    long seen() {
        return seen;
    }

    long resets() {
        return resets;
    }
}
