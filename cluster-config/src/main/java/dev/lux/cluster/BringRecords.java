package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets records of one shard that a node brings compete with those that are there, as {@link RecordMergePolicy} does. Runs
 * on the thread of the shard's partition, on its primary, and copies what stays, changed or not: Hazelcast's own merge
 * waits for no copy (its operations are parts of another one, and such are not acknowledged). It answers per key whether
 * something has changed.
 */
final class BringRecords
        implements EntryProcessor<String, byte[], Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {
    private Map<String, byte[]> records = Map.of();
    private final transient Map<String, byte[]> set = new HashMap<>();
    private transient @Nullable HazelcastInstance hazelcast;

    /** For deserialization. */
    BringRecords() {}

    /** @param records by their keys, to which it is sent */
    BringRecords(Map<String, byte[]> records) {
        this.records = records;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        hazelcast = instance;
    }

    @Override
    public Boolean process(Map.Entry<String, byte[]> entry) {
        HazelcastInstance here = hazelcast;
        String key = entry.getKey();
        byte[] merging = records.get(key);
        if (here == null || merging == null) {
            return false;
        }
        byte[] existing = entry.getValue();
        byte[] stays = RecordMergePolicy.stays(here, key, merging, existing);
        boolean changed = stays != existing;
        if (stays != null) {
            entry.setValue(stays);
            set.put(key, stays);
        }
        if (changed) {
            MergeSignal.of(here).recordMerged();
        }
        return changed;
    }

    @Override
    @SuppressWarnings("NullAway") // Hazelcast takes null for "no copy".
    public @Nullable EntryProcessor<String, byte[], Boolean> getBackupProcessor() {
        return set.isEmpty() ? null : new SetCopies(set);
    }

    @Override
    public int getFactoryId() {
        return LuxSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return LuxSerializers.BRING_RECORDS;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        SetCopies.write(out, records);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        records = SetCopies.read(in);
    }
}
