package dev.lux.harness.check.history;

import dev.lux.harness.model.Op;
import java.util.Locale;

/** How a history is told in messages. */
public final class Texts {
    private static final int MAX_DATA = 100;

    private Texts() {}

    /** Seconds since the history began, to the microsecond. */
    public static String time(long nanos) {
        return nanos == Long.MAX_VALUE
                ? "never"
                : nanos == Long.MIN_VALUE ? "any time" : String.format(Locale.ROOT, "%.6f s", nanos / 1e9);
    }

    public static String span(long from, long to) {
        return to == Long.MAX_VALUE ? "from " + time(from) + " on" : time(from) + " to " + time(to);
    }

    static String write(Op op) {
        StringBuilder text = new StringBuilder(op.kind().name());
        if (op.data() != null) {
            text.append(' ').append(cut(op.data().toString()));
        }
        if (op.condition() instanceof Op.Condition.AtVersion at) {
            text.append(at.version() == 0 ? " if absent" : " if version " + at.version());
        } else if (op.condition() instanceof Op.Condition.Guard guard) {
            text.append(" guard ").append(cut(guard.alternatives().toString()));
        }
        return op.key() == null
                ? text.toString()
                : text.append(" key ").append(op.key()).toString();
    }

    static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Applied applied) {
            return (Boolean.TRUE.equals(applied.created()) ? "created version " : "version ") + applied.version();
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused.code() + (refused.seen() == null ? "" : ", current is " + refused.seen());
        } else if (outcome instanceof Outcome.Seen seen) {
            return seen.state().toString();
        } else if (outcome instanceof Outcome.NotApplied not) {
            return "not applied (" + not.why() + ")";
        }
        return outcome instanceof Outcome.Unknown unknown ? "unknown (" + unknown.why() + ")" : outcome.toString();
    }

    private static String cut(String text) {
        return text.length() > MAX_DATA ? text.substring(0, MAX_DATA - 3) + "..." : text;
    }
}
