package dev.lux.harness.check.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A document as somebody saw it.
 *
 * @param version 0 when an absent document was seen without one
 * @param data null when absent
 */
public record State(long version, @Nullable JsonNode data) {
    /** Absent, as a GET says it: no version is told. */
    public static final State ABSENT = new State(0, null);

    public boolean isLive() {
        return data != null;
    }

    /** For messages: long data is cut. */
    @Override
    public String toString() {
        String what = data == null ? "absent" : data.toString();
        String cut = what.length() > 120 ? what.substring(0, 117) + "..." : what;
        return version == 0 ? cut : "version " + version + " " + cut;
    }
}
