package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.lux.document.RecordFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link MergeRule} to Hazelcast. Runs on the thread of the record's partition, on its primary in the cluster that
 * the other side joins; so it may read the shard's meta key, which is in the same partition. Made by Hazelcast from its
 * name.
 */
public final class RecordMergePolicy
        implements SplitBrainMergePolicy<byte[], MergingEntry<String, byte[]>, Object>,
                IdentifiedDataSerializable,
                HazelcastInstanceAware {
    private transient @Nullable HazelcastInstance hazelcast;

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hazelcast = instance;
    }

    @Override
    @SuppressWarnings("NullAway") // Hazelcast takes null for "remove", and gives it for "absent".
    public @Nullable Object merge(
            MergingEntry<String, byte[]> mergingEntry, @Nullable MergingEntry<String, byte[]> existingEntry) {
        HazelcastInstance here = hazelcast;
        if (here == null) {
            throw new IllegalStateException("a merge policy that does not know where it runs");
        }
        byte[] existing = existingEntry == null ? null : existingEntry.getDeserializedValue();
        return stays(here, mergingEntry.getKey(), mergingEntry.getDeserializedValue(), existing);
    }

    /**
     * Which record stays under a key. On the thread of its partition.
     *
     * @return {@code merging}, {@code existing}, or another one for a shard's meta key; {@code null} for nothing
     */
    static byte @Nullable [] stays(HazelcastInstance here, String key, byte[] merging, byte @Nullable [] existing) {
        return MetaKeys.isMetaKey(key)
                ? MergeRule.meta(merging, existing)
                : MergeRule.document(merging, existing, () -> floor(here, key));
    }

    private static long floor(HazelcastInstance here, String key) {
        IMap<String, byte[]> documents = here.getMap(HazelcastSetup.DOCUMENTS);
        byte[] meta = documents.get(MetaKeys.of(here).beside(key));
        return meta == null ? 0 : RecordFormat.version(meta);
    }

    @Override
    public int getFactoryId() {
        return LuxSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return LuxSerializers.RECORD_MERGE_POLICY;
    }

    @Override
    public void writeData(ObjectDataOutput out) {
        // It has no state.
    }

    @Override
    public void readData(ObjectDataInput in) {
        // Nothing was written.
    }
}
