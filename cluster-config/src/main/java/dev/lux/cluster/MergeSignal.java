package dev.lux.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.listener.EntryMergedListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
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
    private final Bunch mergedRecords;

    MergeSignal(LostShards shards, ScheduledExecutorService executor) {
        this.shards = shards;
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
                shards.merging(true);
                tell();
            }
            case MERGED -> {
                LOG.info("this node has merged into another part of its cluster");
                shards.merging(false);
                tell();
            }
            case MERGE_FAILED -> {
                LOG.error("this node could not merge into another part of its cluster");
                shards.merging(false);
                tell();
            }
            default -> {}
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
