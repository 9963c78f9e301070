package dev.lux.document;

/** What an acknowledged write did. The order is part of the stored format: append only. */
public enum WriteOutcome {
    CREATED,
    REPLACED,
    DELETED,
    /** A delete of a document that was absent: no version was made. */
    ALREADY_ABSENT
}
