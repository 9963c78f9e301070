package dev.lux.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** For how long members have not been heard. Time is an argument; belongs to one thread. */
final class Silences {
    private static final Duration BEFORE = Duration.ofMillis(500);
    /** Heartbeats come once a second, and are looked for more often. */
    private static final Duration APART = Duration.ofMillis(1_500);

    /** Who looks so late has not run, and heard nobody for that reason. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Map<UUID, Heard> heard = new HashMap<>();

    private long lastLookNanos;

    /**
     * @param stamp of the last heartbeat
     * @param sinceNanos since when nothing more was heard although somebody listened
     * @param atNanos when it was seen
     */
    private record Heard(long stamp, long sinceNanos, long atNanos) {}

    /**
     * To be called several times a second: the time since the last look counts for nobody when it was long.
     *
     * @param stamps what is different with each heartbeat of a member, for all other members that there are
     */
    void look(Map<UUID, Long> stamps, long nowNanos) {
        if (!heard.isEmpty() && nowNanos - lastLookNanos > LATE.toNanos()) {
            heard.replaceAll((member, last) -> new Heard(last.stamp, nowNanos, last.atNanos));
        }
        lastLookNanos = nowNanos;
        heard.keySet().retainAll(stamps.keySet());
        stamps.forEach((member, stamp) -> {
            Heard last = heard.get(member);
            if (last == null || last.stamp != stamp) {
                heard.put(member, new Heard(stamp, nowNanos, nowNanos));
            }
        });
    }

    /** Those that were not heard for longer, as of the last look. */
    Set<UUID> longerThan(Duration time, long nowNanos) {
        Set<UUID> silent = new HashSet<>();
        heard.forEach((member, last) -> {
            if (nowNanos - last.sinceNanos > time.toNanos()) {
                silent.add(member);
            }
        });
        return silent;
    }

    /** When each of these was heard last, by the clock alone. */
    Collection<Long> heardNanos(Collection<UUID> members) {
        List<Long> times = new ArrayList<>();
        for (UUID member : members) {
            Heard last = heard.get(member);
            if (last != null) {
                times.add(last.atNanos);
            }
        }
        return times;
    }

    /**
     * Those that went with the master: as silent as it is, give or take the time between two heartbeats; empty until
     * shortly before it is given up.
     *
     * @param detection when a silent member is given up
     */
    Set<UUID> goneWith(UUID master, Duration detection, long nowNanos) {
        if (!longerThan(detection.minus(BEFORE), nowNanos).contains(master)) {
            return Set.of();
        }
        Set<UUID> gone = longerThan(detection.minus(BEFORE).minus(APART), nowNanos);
        gone.remove(master);
        return gone;
    }
}
