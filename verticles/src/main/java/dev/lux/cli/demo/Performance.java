package dev.lux.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Plays changes on a stage. It never writes over somebody else's change: a document that another has touched is left
 * alone for a while, so that who tries the pages sees their own edits stay.
 */
public final class Performance {
    /** How long a document that somebody else has written is left alone. */
    public static final Duration HANDS_OFF = Duration.ofSeconds(60);

    private final Stage stage;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Instant> handsOffUntil = new HashMap<>();
    private long written;

    public Performance(Stage stage) {
        this.stage = stage;
    }

    public void play(Change change, Instant now) {
        Instant until = handsOffUntil.get(change.id());
        if (until != null && now.isBefore(until)) {
            return;
        }
        handsOffUntil.remove(change.id());
        Long version = versions.remove(change.id());
        if (!change.isDelete()) {
            put(change, version == null ? OptionalLong.empty() : OptionalLong.of(version), now);
        } else if (version != null && stage.delete(change.id(), version) instanceof Stage.Written) {
            written++;
        }
    }

    /** How many changes the broker has acknowledged. */
    public long written() {
        return written;
    }

    private void put(Change change, OptionalLong ifVersion, Instant now) {
        Stage.Outcome outcome = stage.put(change.id(), change.data(), ifVersion);
        if (outcome instanceof Stage.Vanished) {
            // Deleted by somebody, or the broker has restarted and kept nothing: the show goes on.
            outcome = stage.put(change.id(), change.data(), OptionalLong.empty());
        }
        if (outcome instanceof Stage.Written done) {
            versions.put(change.id(), done.version());
            written++;
        } else if (outcome instanceof Stage.Changed) {
            handsOffUntil.put(change.id(), now.plus(HANDS_OFF));
        }
    }
}
