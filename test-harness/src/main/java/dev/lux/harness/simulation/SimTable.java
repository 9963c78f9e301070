package dev.lux.harness.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one node believes of membership and of who holds which shard. */
final class SimTable {
    private final List<Slots> shards;
    private Set<String> members = new TreeSet<>();
    private long changes;

    /**
     * @param version rises with every change
     * @param holders primary first; {@code null} where there is none
     */
    record Slots(int version, List<@Nullable String> holders) {
        Slots with(int index, @Nullable String holder) {
            List<@Nullable String> changed = new ArrayList<>(holders);
            changed.set(index, holder);
            return new Slots(version + 1, Collections.unmodifiableList(changed));
        }

        /** Without a member: those behind it move up. */
        Slots without(String member) {
            List<@Nullable String> changed = new ArrayList<>(holders);
            if (changed.remove(member)) {
                changed.add(null);
                return new Slots(version + 1, Collections.unmodifiableList(changed));
            }
            return this;
        }

        @Nullable
        String primary() {
            return holders.get(0);
        }
    }

    SimTable(int shardCount, int copies) {
        List<@Nullable String> none = Collections.nCopies(copies + 1, null);
        shards = new ArrayList<>(Collections.nCopies(shardCount, new Slots(0, none)));
    }

    Slots shard(int shard) {
        return shards.get(shard);
    }

    int shardCount() {
        return shards.size();
    }

    /** Takes an entry if it is newer, or whatever it is when {@code force}d: another cluster's numbers mean nothing here. */
    void take(int shard, Slots slots, boolean force) {
        if (force || slots.version() > shards.get(shard).version()) {
            shards.set(shard, slots);
            changes++;
        }
    }

    Set<String> members() {
        return members;
    }

    void members(Set<String> now) {
        if (!members.equals(now)) {
            members = new TreeSet<>(now);
            changes++;
        }
    }

    /** Changes with every change. */
    long stamp() {
        return changes;
    }
}
