package dev.lux.harness.check;

import java.time.Duration;

/**
 * What the promises are in figures, for one run.
 *
 * @param convergence from a quiet point, and from an acknowledgement while nothing is broken, until every subscriber is
 *     current
 * @param minorityMargin how long after a node was cut off an answer may still come that it had given before
 * @param liveHeapBytes of one node, after a collection
 * @param residentBytes of one node's process
 * @param outboxBytes what one node may hold for sockets that don't read
 * @param heapGrowthBytes by how much a node's live heap may have grown at the end of the run
 * @param hardness what a history must have in it
 */
public record Bounds(
        Duration convergence,
        Duration minorityMargin,
        long liveHeapBytes,
        long residentBytes,
        long outboxBytes,
        long heapGrowthBytes,
        Hardness hardness) {
    public Bounds {
        if (convergence.isNegative() || convergence.isZero() || minorityMargin.isNegative()) {
            throw new IllegalArgumentException("times are positive");
        }
        if (liveHeapBytes <= 0 || residentBytes <= 0 || outboxBytes <= 0 || heapGrowthBytes <= 0) {
            throw new IllegalArgumentException("sizes are positive");
        }
    }

    /**
     * A history that has less in it proves nothing.
     *
     * @param conditionalShare of the writes to contended documents, 0 to 1
     * @param contendedDocuments at most: contention on more is none
     * @param clients that write, at least, and this many writes at once at some time
     * @param writesPerFault that overlap each fault, at least
     */
    public record Hardness(double conditionalShare, int contendedDocuments, int clients, int writesPerFault) {
        /** 30 % on at most 32 documents from 8 clients, and no fault that hit nothing. */
        public static final Hardness DEFAULT = new Hardness(0.3, 32, 8, 1);
    }
}
