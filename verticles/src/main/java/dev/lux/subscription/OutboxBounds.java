package dev.lux.subscription;

import dev.lux.limits.Limits;

/**
 * What one stream may take of its event loop.
 *
 * @param pendingDocuments above so many the stream gets a new snapshot instead
 * @param looksPerTurn how many documents its snapshots look at before others have their turn; what they cost is the
 *     same whether a document is written or was sent before
 */
record OutboxBounds(int pendingDocuments, int looksPerTurn) {
    /** So few that a turn serves two streams at least. */
    static final OutboxBounds DEFAULT = new OutboxBounds(Limits.PENDING_DOCUMENTS, 256);
}
