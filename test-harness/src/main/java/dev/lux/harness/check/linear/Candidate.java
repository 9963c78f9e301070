package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.LogicalWrite;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.linear.Contents.Content;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import org.jspecify.annotations.Nullable;

/**
 * A write that took effect, or may have.
 *
 * @param index among those of unknown outcome; -1 for an acknowledged one
 * @param twins the same number for writes of unknown outcome that have the same effect
 * @param body the content that a PUT makes, else null
 */
record Candidate(
        int index, int twins, LogicalWrite write, @Nullable Content body, long from, long to) {
    /** The version of a state that nobody saw: no condition names it. */
    static final long HIDDEN = Long.MAX_VALUE;

    static Candidate acknowledged(LogicalWrite write, Contents contents) {
        return new Candidate(-1, -1, write, body(write, contents), write.from(), write.to());
    }

    static Candidate unknown(int index, int twins, LogicalWrite write, Contents contents) {
        return new Candidate(index, twins, write, body(write, contents), write.from(), Long.MAX_VALUE);
    }

    private static @Nullable Content body(LogicalWrite write, Contents contents) {
        return write.op().kind() == Op.Kind.PUT ? contents.of(write.op().data()) : null;
    }

    /** What it makes of a state, or null where it changes nothing or is answered otherwise than it was. */
    @Nullable
    Content effect(Content on, long version, Contents contents) {
        if (!(Model.apply(write.op(), new Model.Document(on.data(), version))
                instanceof Model.Result.Applied applied)) {
            return null;
        }
        Boolean created = created();
        if (created != null && created != (on.data() == null)) {
            return null;
        }
        return body != null ? body : contents.of(applied.data());
    }

    /** Whether the answer says that it created the document; null when it says nothing of that. */
    private @Nullable Boolean created() {
        if (write.acknowledged() == null || write.op().kind() == Op.Kind.DELETE) {
            return null;
        }
        Outcome.Applied applied = write.acknowledged().acknowledgement();
        return applied == null ? null : applied.created();
    }

    /** Whether its effect is the same on every state that lets it happen. */
    boolean overwrites() {
        return write.op().kind() == Op.Kind.PUT || write.op().kind() == Op.Kind.DELETE;
    }

    /** Whether it can happen only on a version that is over once it has: then it need not be remembered as used. */
    boolean isOnceByCondition() {
        return write.op().condition() instanceof Op.Condition.AtVersion at && at.version() != 0;
    }

    @Override
    public String toString() {
        return write.toString();
    }
}
