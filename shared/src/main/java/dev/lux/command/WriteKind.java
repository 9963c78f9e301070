package dev.lux.command;

/** How a write makes the new state. */
public enum WriteKind {
    /** Replace the document by the body. */
    PUT,
    /** RFC 7396. */
    MERGE_PATCH,
    /** RFC 6902. */
    JSON_PATCH,
    DELETE
}
