package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;

/**
 * One key per shard, outside the alphabet of ids: the first of {@code @0}, {@code @1}, ... that falls into it. The same
 * on every node. Immutable.
 */
final class MetaKeys {
    private static final String CONTEXT_KEY = "lux.metaKeys";

    private final PartitionService partitions;
    private final String[] keys;

    private MetaKeys(PartitionService partitions) {
        this.partitions = partitions;
        this.keys = new String[partitions.getPartitions().size()];
        int missing = keys.length;
        for (int i = 0; missing > 0; i++) {
            String key = "@" + i;
            int shard = shardOf(key);
            if (keys[shard] == null) {
                keys[shard] = key;
                missing--;
            }
        }
    }

    /** Found once per node. */
    static MetaKeys of(HazelcastInstance hazelcast) {
        return (MetaKeys) hazelcast
                .getUserContext()
                .computeIfAbsent(CONTEXT_KEY, absent -> new MetaKeys(hazelcast.getPartitionService()));
    }

    static boolean isMetaKey(String key) {
        return key.startsWith("@");
    }

    int shards() {
        return keys.length;
    }

    int shardOf(String key) {
        return partitions.getPartition(key).getPartitionId();
    }

    String ofShard(int shard) {
        return keys[shard];
    }

    /** The meta key of the shard that {@code key} falls into. */
    String beside(String key) {
        return keys[shardOf(key)];
    }
}
