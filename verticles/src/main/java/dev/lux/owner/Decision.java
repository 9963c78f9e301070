package dev.lux.owner;

import dev.lux.command.WriteReply;
import dev.lux.document.Lifetime;
import dev.lux.document.RememberedWrite;
import dev.lux.document.WriteOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules say of one write, on one base. */
sealed interface Decision {
    /** Nothing changes: a refusal, a repetition, or a delete of what is absent. */
    record Answer(WriteReply reply) implements Decision {}

    /**
     * A new version.
     *
     * @param data the new state, or {@code null}: deleted
     * @param lifetime how long it holds good
     */
    record Apply(
            byte @Nullable [] data,
            long version,
            WriteOutcome outcome,
            String by,
            List<RememberedWrite> remembered,
            Lifetime lifetime)
            implements Decision {}

    /** The lease runs anew; the version stays. */
    record Renew(WriteReply reply) implements Decision {}
}
