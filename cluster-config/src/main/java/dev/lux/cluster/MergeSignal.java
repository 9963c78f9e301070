package dev.lux.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.listener.EntryMergedListener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a merge has written records behind the owners' backs. On the side that joins, the lifecycle of the node
 * tells of it; on the side that is joined, only each merged record does, which is told of in bunches.
 *
 * <p>Called on threads of Hazelcast; listeners run there or on the given executor.
 */
final class MergeSignal implements LifecycleListener, EntryMergedListener<String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(MergeSignal.class);

    private static final String CONTEXT_KEY = "lux.merges";

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final LostShards shards;
    private final Membership membership;
    private final Bunch mergedRecords;
    private final Supplier<UUID> self;
    private final Belongings belongings;
    private volatile MergePhase phase = MergePhase.NONE;
    private volatile Set<MemberAddress> comrades = Set.of();
    /** How many have begun; guarded by this, as every change of the phase is. */
    private int merges;

    /** @param self names this node's member, which changes with each merge */
    MergeSignal(
            LostShards shards,
            Membership membership,
            Supplier<UUID> self,
            Belongings belongings,
            ScheduledExecutorService executor) {
        this.self = self;
        this.belongings = belongings;
        this.shards = shards;
        this.membership = membership;
        this.mergedRecords = new Bunch(executor, this::tell);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> {
                LOG.warn("this node merges into another part of its cluster and gives up what it owns");
                begun();
                comrades = membership.now().otherDataMembers(self.get());
                membership.nothingIsSettled();
                tell();
                belongings.keep();
            }
            case MERGED -> {
                LOG.info("this node has merged into another part of its cluster");
                ended();
            }
            case MERGE_FAILED -> {
                LOG.error("this node could not merge into another part of its cluster");
                ended();
            }
            default -> {}
        }
    }

    private synchronized void begun() {
        phase = MergePhase.OWN;
        merges++;
        shards.merging(true);
    }

    /** Hazelcast has brought what it could; the node makes sure of the rest. */
    private void ended() {
        tell();
        int merge = merges();
        belongings.bring(() -> {
            if (brought(merge)) {
                tell();
            }
        });
    }

    private synchronized int merges() {
        return merges;
    }

    /** @return false when another merge has begun meanwhile */
    private synchronized boolean brought(int merge) {
        boolean last = merge == merges;
        if (last) {
            phase = comrades.isEmpty() ? MergePhase.NONE : MergePhase.COMRADES;
            shards.merging(false);
        }
        return last;
    }

    MergePhase phase() {
        return phase;
    }

    /** Where the data members listen that this node came with, if it has brought its own and waits for them. */
    Set<MemberAddress> awaited() {
        return phase == MergePhase.COMRADES ? comrades : Set.of();
    }

    /** They have brought theirs, or are gone. */
    synchronized void comradesArrived() {
        if (phase == MergePhase.COMRADES) {
            phase = MergePhase.NONE;
        }
    }

    @Override
    public void entryMerged(EntryEvent<String, byte[]> event) {
        recordMerged();
    }

    /** A merge has changed a record that this node has the primary copy of. */
    void recordMerged() {
        mergedRecords.event();
    }

    /** That of a node, for what runs on the threads of its partitions. */
    static MergeSignal of(HazelcastInstance hazelcast) {
        return (MergeSignal) Objects.requireNonNull(hazelcast.getUserContext().get(CONTEXT_KEY));
    }

    void attachTo(HazelcastInstance hazelcast) {
        hazelcast.getUserContext().put(CONTEXT_KEY, this);
        hazelcast.getLifecycleService().addLifecycleListener(this);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
