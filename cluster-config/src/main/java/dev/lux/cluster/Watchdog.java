package dev.lux.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a node is better restarted than left as it is: when it has been out of the cluster for so long that
 * Hazelcast's own way back is stuck. Never merely because it has no quorum: then it may hold the last copy.
 *
 * <pre>
 *   sees its quorum                                                    stays
 *   no quorum, and no Q data members elsewhere have it without us      stays: not ready, refuses writes
 *   no quorum, while Q data members elsewhere have it without us       exits after {@link #PATIENCE}
 *   an edge that sees no data member                                   exits after {@link #PATIENCE}
 * </pre>
 *
 * Pure: time is an argument. Belongs to one thread.
 */
final class Watchdog {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A process that was stopped for a while must look around before it judges. */
    private static final int LOOKS = 5;

    private final Lasting leftBehind = new Lasting();
    private final Lasting alone = new Lasting();

    /**
     * What a node sees at one moment.
     *
     * @param quorum whether it sees enough data members
     * @param edgeAlone whether it is an edge that sees no data member
     * @param othersGoOn whether enough data members elsewhere see each other and not this node
     */
    record Sight(boolean quorum, boolean edgeAlone, boolean othersGoOn) {
        static final Sight OF_QUORUM = new Sight(true, false, false);
    }

    /**
     * @param nowNanos elapsed time
     * @return why to exit, or {@code null} to stay
     */
    @Nullable
    String look(long nowNanos, Sight sight) {
        boolean behind = leftBehind.lasts(nowNanos, !sight.quorum && sight.othersGoOn);
        boolean edgeAlone = alone.lasts(nowNanos, sight.edgeAlone);
        if (behind) {
            return "this node has no quorum, while enough data members elsewhere go on without it and it does not"
                    + " rejoin them";
        }
        return edgeAlone ? "this edge sees no data member" : null;
    }

    /** Whether something has been so for {@link #PATIENCE}, at every look. */
    private static final class Lasting {
        private long sinceNanos;
        private int looks;

        boolean lasts(long nowNanos, boolean isSo) {
            if (!isSo) {
                looks = 0;
                return false;
            }
            if (looks == 0) {
                sinceNanos = nowNanos;
            }
            looks++;
            return looks >= LOOKS && nowNanos - sinceNanos >= PATIENCE.toNanos();
        }
    }
}
