package dev.lux.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that runs on a partition's thread: compare the stamp of a record, and set it.
 *
 * <p>It runs on the member that made it or nowhere: a flag that serialization loses tells it that it has travelled, and
 * then it refuses ({@code fenced}). Its copy carries the resulting bytes, and there is none when nothing was set.
 */
final class CompareAndSet implements EntryProcessor<String, byte[], byte[]>, IdentifiedDataSerializable {
    private static final byte APPLIED = 0;
    private static final byte SAME = 1;
    private static final byte CONFLICT = 2;
    private static final byte CONFLICT_ABSENT = 3;
    private static final byte FENCED = 4;

    private byte @Nullable [] base;
    private byte @Nullable [] next;
    private final transient boolean atSender;
    private transient boolean set;

    /** For deserialization only: a travelled one does nothing. */
    CompareAndSet() {
        atSender = false;
    }

    CompareAndSet(byte @Nullable [] base, byte @Nullable [] next) {
        this.base = base;
        this.next = next;
        this.atSender = true;
    }

    @Override
    public byte[] process(Map.Entry<String, byte[]> entry) {
        if (!atSender) {
            return new byte[] {FENCED};
        }
        byte[] current = entry.getValue();
        boolean same = current != null && next != null && RecordFormat.sameStamp(current, next);
        if (!same && !isBase(current)) {
            return conflict(current);
        }
        setValue(entry, next);
        set = true;
        return new byte[] {same ? SAME : APPLIED};
    }

    private boolean isBase(byte @Nullable [] current) {
        byte[] expected = base;
        return current == null ? expected == null : expected != null && RecordFormat.sameStamp(current, expected);
    }

    // A null value removes the entry; Map.Entry is not annotated for it.
    @SuppressWarnings("NullAway")
    static void setValue(Map.Entry<String, byte[]> entry, byte @Nullable [] value) {
        entry.setValue(value);
    }

    private static byte[] conflict(byte @Nullable [] current) {
        if (current == null) {
            return new byte[] {CONFLICT_ABSENT};
        }
        byte[] result = new byte[1 + current.length];
        result[0] = CONFLICT;
        System.arraycopy(current, 0, result, 1, current.length);
        return result;
    }

    static CasResult decode(byte[] result) {
        return switch (result[0]) {
            case APPLIED -> new CasResult.Applied();
            case SAME -> new CasResult.Same();
            case CONFLICT_ABSENT -> new CasResult.Conflict(null);
            case FENCED -> new CasResult.Fenced();
            default -> {
                byte[] current = new byte[result.length - 1];
                System.arraycopy(result, 1, current, 0, current.length);
                yield new CasResult.Conflict(current);
            }
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Hazelcast takes null for "no copy".
    public @Nullable EntryProcessor<String, byte[], byte[]> getBackupProcessor() {
        return set ? new SetCopy(next) : null;
    }

    @Override
    public int getFactoryId() {
        return LuxSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return LuxSerializers.COMPARE_AND_SET;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        // Nothing: whoever reads it must not run it.
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        // Nothing was written.
    }
}
