package dev.lux.harness.check.simulated;

/** What a simulated broker gets wrong, once. */
public enum Bug {
    NONE,
    /** Acknowledges a write and does not keep it. */
    LOST_ACKNOWLEDGEMENT,
    /** Answers a read with the state before the newest acknowledged one. */
    STALE_READ,
    /** Applies a write a second time when it is sent again with its Idempotency-Key. */
    DUPLICATED_APPLY,
    /** Applies a write although its ifVersion is not the document's version. */
    LOST_UPDATE,
    /** Applies a write although its guard does not hold. */
    LOST_UPDATE_BETWEEN_GUARDS,
    /** Gives a write the version that the state before has. */
    VERSION_REUSE,
    /** A deleted document comes back as it was. */
    RESURRECTION,
    /** A deleted document comes back with a new version. */
    RESURRECTION_WITH_NEW_VERSION,
    /** Forgets a document before the final state is read. */
    FINAL_LOSS,
    /** A node that can reach no quorum acknowledges. */
    MINORITY_ACKNOWLEDGEMENT,
    /** A subscriber that reconnects is told of an older state than it had. */
    REGRESS_AFTER_RECONNECT,
    /** A subscriber is told of an older state on one connection. */
    REGRESS,
    /** One subscriber is told of another content than the others. */
    TWO_CONTENTS,
    /** A synced counts one too many. */
    MISCOUNT,
    /** A snapshot leaves a document out, and does not count it. */
    HOLE_IN_SNAPSHOT,
    /** One subscriber is not told of a document's changes any more. */
    LOST_PUSHES,
    /** A subscription is declared stale and never live again. */
    STALE_FOR_EVER,
    /** A frame says reset, though nothing was lost. */
    RESET_WITHOUT_LOSS,
    /** A subscriber does not get a connection again. */
    NO_RECONNECT,
    /** A node's live heap grows. */
    LEAK
}
