package dev.lux.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts on a copy what {@link BringRecords} has set on the primary. */
final class SetCopies implements EntryProcessor<String, byte[], Boolean>, IdentifiedDataSerializable {
    private Map<String, byte[]> records = Map.of();

    /** For deserialization. */
    SetCopies() {}

    SetCopies(Map<String, byte[]> records) {
        this.records = records;
    }

    @Override
    public Boolean process(Map.Entry<String, byte[]> entry) {
        byte[] value = records.get(entry.getKey());
        if (value != null) {
            entry.setValue(value);
        }
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // Hazelcast takes null for "no copy".
    public @Nullable EntryProcessor<String, byte[], Boolean> getBackupProcessor() {
        return null;
    }

    static void write(ObjectDataOutput out, Map<String, byte[]> records) throws IOException {
        out.writeInt(records.size());
        for (Map.Entry<String, byte[]> record : records.entrySet()) {
            out.writeString(record.getKey());
            out.writeByteArray(record.getValue());
        }
    }

    static Map<String, byte[]> read(ObjectDataInput in) throws IOException {
        int size = in.readInt();
        Map<String, byte[]> records = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String key = in.readString();
            byte[] record = in.readByteArray();
            if (key == null || record == null) {
                throw new IOException("a record without a key or value");
            }
            records.put(key, record);
        }
        return records;
    }

    @Override
    public int getFactoryId() {
        return LuxSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return LuxSerializers.SET_COPIES;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        write(out, records);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        records = read(in);
    }
}
