package dev.lux.harness.lease;

import java.time.Duration;

/**
 * What is done.
 *
 * @param workers how many, each with a document
 * @param killed how many of them fall silent
 * @param lease of each
 * @param carriers processes, as it were, that carry the heartbeats of their share of the workers
 * @param seed chooses who falls silent, and when
 */
public record LeasePlan(int workers, int killed, Duration lease, int carriers, long seed) {
    /**
     * Heartbeats are this far apart, as a part of the lease, at least and at most. A request that has a heartbeat to a
     * dead owner in it may take 5 s, and all that it carries must be in time all the same.
     */
    static final double SOONEST = 0.1;

    static final double LATEST = 0.25;

    public LeasePlan {
        if (killed > workers || carriers < 1) {
            throw new IllegalArgumentException(
                    "no more workers can fall silent than there are, and they need a carrier");
        }
    }
}
