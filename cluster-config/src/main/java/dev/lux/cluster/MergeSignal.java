package dev.lux.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.listener.EntryMergedListener;
import java.util.List;
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

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final LostShards shards;
    private final Membership membership;
    private final Bunch mergedRecords;
    private final Supplier<UUID> self;
    private volatile MergePhase phase = MergePhase.NONE;
    private volatile Set<MemberAddress> comrades = Set.of();

    /** @param self names this node's member, which changes with each merge */
    MergeSignal(LostShards shards, Membership membership, Supplier<UUID> self, ScheduledExecutorService executor) {
        this.self = self;
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
                comrades = membership.now().otherDataMembers(self.get());
                phase = MergePhase.OWN;
                shards.merging(true);
                membership.nothingIsSettled();
                tell();
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

    private void ended() {
        phase = comrades.isEmpty() ? MergePhase.NONE : MergePhase.COMRADES;
        shards.merging(false);
        tell();
    }

    MergePhase phase() {
        return phase;
    }

    /** Where the data members listen that this node came with, if it has brought its own and waits for them. */
    Set<MemberAddress> awaited() {
        return phase == MergePhase.COMRADES ? comrades : Set.of();
    }

    /** They have brought theirs, or are gone. */
    void comradesArrived() {
        if (phase == MergePhase.COMRADES) {
            phase = MergePhase.NONE;
        }
    }

    @Override
    public void entryMerged(EntryEvent<String, byte[]> event) {
        mergedRecords.event();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
