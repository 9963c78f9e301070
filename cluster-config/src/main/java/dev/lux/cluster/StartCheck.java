package dev.lux.cluster;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be so before a node joins: no node of its cluster has another N, and an edge finds a data member, since
 * edges alone would be a cluster that keeps nothing. Blocks.
 */
final class StartCheck {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    private static final long RETRY_MILLIS = 500;

    private StartCheck() {}

    /**
     * @param patience how long an edge waits for a data member
     * @throws IllegalStateException with why this node must not join
     */
    static void beforeJoining(ClusterSettings settings, Lookout lookout, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (!mayJoin(settings, refuseMismatch(settings, lookout))) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("this is an edge, and no data member of the cluster " + settings.name()
                        + " has answered for " + patience.toSeconds() + " s");
            }
            if (!told) {
                LOG.info("this edge waits for a data member of the cluster {}", settings.name());
                told = true;
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Again, now that others can see this node: of two that start at once, neither saw the other before. */
    static List<ProbeAnswer> refuseMismatch(ClusterSettings settings, Lookout lookout) throws InterruptedException {
        List<ProbeAnswer> others = lookout.others();
        String mismatch = Lookout.mismatch(settings, others);
        if (!mismatch.isEmpty()) {
            throw new IllegalStateException(mismatch);
        }
        return others;
    }

    private static boolean mayJoin(ClusterSettings settings, List<ProbeAnswer> others) {
        return settings.role() == Role.DATA
                || others.stream().anyMatch(other -> other.isOfCluster(settings) && other.role() == Role.DATA);
    }
}
