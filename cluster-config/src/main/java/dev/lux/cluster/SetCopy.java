package dev.lux.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts on a copy what a {@link CompareAndSet} has set on the primary. */
final class SetCopy implements EntryProcessor<String, byte[], byte[]>, IdentifiedDataSerializable {
    private static final byte[] DONE = {0};

    private byte @Nullable [] value;

    SetCopy() {}

    SetCopy(byte @Nullable [] value) {
        this.value = value;
    }

    @Override
    public byte[] process(Map.Entry<String, byte[]> entry) {
        CompareAndSet.setValue(entry, value);
        return DONE;
    }

    @Override
    @SuppressWarnings("NullAway") // Hazelcast takes null for "no copy".
    public @Nullable EntryProcessor<String, byte[], byte[]> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return LuxSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return LuxSerializers.SET_COPY;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(value);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        value = in.readByteArray();
    }
}
