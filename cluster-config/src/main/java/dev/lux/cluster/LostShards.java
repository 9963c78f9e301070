package dev.lux.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shards that lost all their copies, as this node saw it, and whether what they held may still come back. Members that
 * were only thought dead join again and bring what they have, some time after they are members again and their votes
 * count; a claim made in between would begin anew what is on its way.
 *
 * <p>So such a shard waits until no data member has come or gone for {@link #QUIET} since somebody first asked for it,
 * but for {@link #AT_MOST} at most. Usable on any thread.
 */
final class LostShards {
    /** A merge begins when its member joins and takes one to two seconds. */
    static final Duration QUIET = Duration.ofSeconds(5);

    static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Supplier<List<String>> dataMembers;
    private final LongSupplier nanos;
    /** When each was first asked for, or {@link #NEVER}. */
    private final Map<Integer, Long> firstAsked = new ConcurrentHashMap<>();

    private static final long NEVER = Long.MIN_VALUE;

    private List<String> lastMembers = List.of();
    private long lastChange;
    private volatile boolean merging;

    /**
     * @param dataMembers names them, in any order
     * @param nanos a clock as {@link System#nanoTime}
     */
    LostShards(Supplier<List<String>> dataMembers, LongSupplier nanos) {
        this.dataMembers = dataMembers;
        this.nanos = nanos;
    }

    /** A shard has lost all its copies. */
    void add(int shard) {
        firstAsked.put(shard, NEVER);
    }

    /** This node joins another part of its cluster, and brings what it has until it is done with that. */
    void merging(boolean now) {
        merging = now;
    }

    /** To be asked again and again, by whoever would begin an empty shard anew. */
    synchronized boolean mayComeBack(int shard) {
        if (merging) {
            return true;
        }
        Long asked = firstAsked.get(shard);
        if (asked == null) {
            return false;
        }
        long now = nanos.getAsLong();
        List<String> members = dataMembers.get().stream().sorted().toList();
        if (!members.equals(lastMembers)) {
            lastMembers = members;
            lastChange = now;
        }
        if (asked == NEVER) {
            asked = now;
            firstAsked.put(shard, now);
        }
        long quietSince = Math.max(asked, lastChange);
        if (now - quietSince >= QUIET.toNanos() || now - asked >= AT_MOST.toNanos()) {
            firstAsked.remove(shard);
            return false;
        }
        return true;
    }
}
