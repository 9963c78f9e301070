package dev.lux.command;

import java.util.List;

/**
 * Writes of one document that travel and are answered together. A writer has at most one batch per document on its way,
 * so the order of its writes survives whatever is sent again.
 *
 * @param number rises with every batch of its writer
 * @param writes in order, at least one
 */
public record Batch(long number, String id, List<Write> writes) {}
