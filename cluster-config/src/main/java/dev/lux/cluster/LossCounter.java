package dev.lux.cluster;

import com.hazelcast.partition.PartitionLostEvent;
import com.hazelcast.partition.PartitionLostListener;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices shards that lose all their copies at once: what they held is gone, unless members come back that were only
 * thought dead. Usable on any thread.
 */
final class LossCounter implements PartitionLostListener {
    private static final Logger LOG = LoggerFactory.getLogger(LossCounter.class);

    private final int copies;
    private final LostShards shards;
    private final AtomicLong losses = new AtomicLong();
    private final Bunch log;

    /** @param copies f: synchronous copies beside the primary */
    LossCounter(int copies, LostShards shards, ScheduledExecutorService executor) {
        this.copies = copies;
        this.shards = shards;
        this.log = new Bunch(
                executor, () -> LOG.error("shards have lost all their copies, {} since the start", losses.get()));
    }

    /** Hazelcast tells of every primary that died; it counts from 0, the primary itself. */
    @Override
    public void partitionLost(PartitionLostEvent event) {
        if (event.getLostBackupCount() >= copies) {
            shards.add(event.getPartitionId());
            losses.incrementAndGet();
            log.event();
        }
    }

    long losses() {
        return losses.get();
    }
}
