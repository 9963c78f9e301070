package dev.lux.harness.simulation;

/** A protocol that is wrong on purpose: the checks must find it. None of it is in the broker. */
public enum Mutant {
    /** The protocol as it is. */
    NONE,
    /** A commit counts before its copies have it. */
    ACKNOWLEDGED_BEFORE_COPY,
    /** A copy that did not answer in time counts as one that did. */
    INDETERMINATE_IS_SUCCESS,
    /** Reads are answered without asking whether this is still the owner. */
    NO_CONFIRM,
    /** Claims raise no term, so a merge goes by versions alone. */
    NO_TERM,
    /** What merges wins, whatever is there. */
    MERGING_WINS,
    /** Now and then a change is not in the update that should carry it. */
    DROPPED_CHANGE,
    /** A batch that comes again gets a new number, so it may be applied twice. */
    NEW_NUMBER_PER_ATTEMPT
}
