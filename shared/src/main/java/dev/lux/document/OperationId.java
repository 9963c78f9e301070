package dev.lux.document;

/**
 * Names one commit attempt for ever: who made it, and its number there.
 *
 * @param incarnation random per start of an owner
 * @param sequence rises by one per commit of that owner
 */
public record OperationId(long incarnation, long sequence) {}
