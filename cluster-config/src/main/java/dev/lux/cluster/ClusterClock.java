package dev.lux.cluster;

import dev.lux.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's clock, unless it is more than {@link #TOLERANCE} from the median of all members' clocks: then it is the
 * median. So one clock that was set wrong makes no versions that are ahead of everyone else's for long. Of two in the
 * middle the lower one is the median.
 *
 * <p>Pure: it is told what other clocks say. Told on one thread at a time, read on any.
 */
final class ClusterClock implements Clock {
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** What was heard of a clock for this long says nothing any more. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ClusterClock.class);
    private static final long TOLERANCE_MICROS = TOLERANCE.toMillis() * 1_000;

    private final Clock own;
    private final Predicate<String> isMember;
    private final Map<String, Heard> heard = new HashMap<>();
    private volatile long correctionMicros;

    /** @param aheadMicros how far a clock is before ours */
    private record Heard(long aheadMicros, long atNanos) {}

    /** @param isMember whether a node is in the cluster now */
    ClusterClock(Clock own, Predicate<String> isMember) {
        this.own = own;
        this.isMember = isMember;
    }

    @Override
    public long wallMicros() {
        return own.wallMicros() + correctionMicros;
    }

    @Override
    public long elapsedNanos() {
        return own.elapsedNanos();
    }

    /** What this node's own clock says, to be told to others. */
    long ownMicros() {
        return own.wallMicros();
    }

    /** @param wallMicros what the clock of another node says at this moment, give or take the way here */
    synchronized void heard(String node, long wallMicros) {
        heard.put(node, new Heard(wallMicros - own.wallMicros(), own.elapsedNanos()));
        review();
    }

    /** Forgets who left or fell silent. */
    synchronized void review() {
        long now = own.elapsedNanos();
        heard.entrySet()
                .removeIf(entry ->
                        !isMember.test(entry.getKey()) || now - entry.getValue().atNanos() > MEMORY.toNanos());
        long median = medianAheadMicros();
        long correction = Math.abs(median) > TOLERANCE_MICROS ? median : 0;
        if ((correction == 0) != (correctionMicros == 0)) {
            tell(correction);
        }
        correctionMicros = correction;
    }

    private long medianAheadMicros() {
        long[] ahead = new long[heard.size() + 1];
        int i = 1;
        for (Heard one : heard.values()) {
            ahead[i++] = one.aheadMicros();
        }
        Arrays.sort(ahead);
        return ahead[(ahead.length - 1) / 2];
    }

    private static void tell(long correctionMicros) {
        if (correctionMicros == 0) {
            LOG.info("this node's clock agrees with the other members' again and is used");
        } else {
            LOG.error(
                    "this node's clock is {} s from the median of its cluster's clocks, which is used instead",
                    -correctionMicros / 1_000_000);
        }
    }
}
