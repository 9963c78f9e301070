package dev.lux.owner;

import org.jspecify.annotations.Nullable;

/** What became of one commit, under the acknowledgement rule. */
sealed interface CommitOutcome {
    /** Every copy that the rule asks for has it, and this owner was the owner all along. */
    record Acknowledged() implements CommitOutcome {}

    /** Surely not applied; may be tried again. */
    record NotApplied() implements CommitOutcome {}

    /** Surely not applied: the store holds something else than the base. */
    record Conflict(byte @Nullable [] current) implements CommitOutcome {}

    /** An attempt may have been applied, and the shard was lost before that could be settled. */
    record Unknown() implements CommitOutcome {}
}
