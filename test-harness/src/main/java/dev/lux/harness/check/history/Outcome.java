package dev.lux.harness.check.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a call ended, in the client's eyes. */
public sealed interface Outcome {
    /**
     * A write that was acknowledged.
     *
     * @param version that the write made; 0 for a delete of an absent document
     * @param created whether the answer said that the document did not exist before (201); null when it didn't say
     */
    record Applied(long version, @Nullable Boolean created) implements Outcome {}

    /**
     * A write that was decided and changed nothing: 412, or a patch that did not apply.
     *
     * @param code from the error table
     * @param seen the current state that the answer carried; null when it carried none
     */
    record Refused(String code, @Nullable State seen) implements Outcome {}

    /** A read that was answered, a document or its absence. */
    record Seen(State state) implements Outcome {}

    /** Surely not applied, or not read: {@code busy}, {@code draining}, a refused connection. */
    record NotApplied(String why) implements Outcome {}

    /** May take effect at any time after it was asked, or never: a timeout, a reset, {@code outcome_unknown}. */
    record Unknown(String why) implements Outcome {}

    static Outcome created(long version) {
        return new Applied(version, true);
    }

    static Outcome replaced(long version) {
        return new Applied(version, false);
    }

    static Outcome found(long version, JsonNode data) {
        return new Seen(new State(version, data));
    }

    static Outcome absent() {
        return new Seen(State.ABSENT);
    }
}
