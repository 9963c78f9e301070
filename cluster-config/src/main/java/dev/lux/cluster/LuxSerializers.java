package dev.lux.cluster;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Names our few classes that travel between members, so that none travels as a serialized Java object. */
final class LuxSerializers implements DataSerializableFactory {
    static final int FACTORY_ID = 7_120;
    static final int COMPARE_AND_SET = 1;
    static final int SET_COPY = 2;
    static final int RECORD_MERGE_POLICY = 3;
    static final int BRING_RECORDS = 4;
    static final int SET_COPIES = 5;

    @Override
    public IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case COMPARE_AND_SET -> new CompareAndSet();
            case SET_COPY -> new SetCopy();
            case RECORD_MERGE_POLICY -> new RecordMergePolicy();
            case BRING_RECORDS -> new BringRecords();
            case SET_COPIES -> new SetCopies();
            default -> throw new IllegalArgumentException("an unknown class id: " + classId);
        };
    }
}
