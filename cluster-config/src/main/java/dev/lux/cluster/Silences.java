package dev.lux.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** For how long members have not been heard. Time is an argument; belongs to one thread. */
final class Silences {
    private final Map<UUID, Heard> heard = new HashMap<>();

    /** @param stamp of the last heartbeat, and since when it is the last one */
    private record Heard(long stamp, long sinceNanos) {}

    /** @param stamps what is different with each heartbeat of a member, for all other members that there are */
    void look(Map<UUID, Long> stamps, long nowNanos) {
        heard.keySet().retainAll(stamps.keySet());
        stamps.forEach((member, stamp) -> {
            Heard last = heard.get(member);
            if (last == null || last.stamp != stamp) {
                heard.put(member, new Heard(stamp, nowNanos));
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
}
