package dev.lux.store;

import org.jspecify.annotations.Nullable;

/** What a compare-and-set found. */
public sealed interface CasResult {
    /** The base was there; the next is now. */
    record Applied() implements CasResult {}

    /** The next was there already, from an earlier attempt; it was written again to all copies. */
    record Same() implements CasResult {}

    /**
     * Neither was there.
     *
     * @param current what is, or {@code null} when nothing is
     */
    record Conflict(byte @Nullable [] current) implements CasResult {}

    /** This node was not the primary when it ran: surely not applied by this attempt. */
    record Fenced() implements CasResult {}
}
