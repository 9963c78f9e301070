package dev.lux.harness.check.history;

import dev.lux.harness.model.Op;
import org.jspecify.annotations.Nullable;

/**
 * One request and its end.
 *
 * @param write null for a read
 * @param asked before it was sent
 * @param answered after its answer came; {@link Long#MAX_VALUE} when none came
 */
public record Call(
        long id,
        String client,
        String node,
        String document,
        @Nullable Op write,
        long asked,
        long answered,
        Outcome outcome) {
    /** The acknowledgement, when it is a write that has one. */
    public Outcome.@Nullable Applied acknowledgement() {
        return outcome instanceof Outcome.Applied applied ? applied : null;
    }

    /** The version that the write was acknowledged with; 0 when it made none, or was not acknowledged. */
    public long version() {
        return outcome instanceof Outcome.Applied applied ? applied.version() : 0;
    }

    /** The state that the answer showed: a read's, or a refusal's. */
    public @Nullable State seen() {
        return outcome instanceof Outcome.Seen seen
                ? seen.state()
                : outcome instanceof Outcome.Refused refused ? refused.seen() : null;
    }

    public boolean isUnknown() {
        return outcome instanceof Outcome.Unknown;
    }

    @Override
    public String toString() {
        return "#" + id + " " + client + "@" + node + " " + (write == null ? "GET" : Texts.write(write)) + ": "
                + Texts.outcome(outcome) + ", " + Texts.span(asked, answered);
    }
}
