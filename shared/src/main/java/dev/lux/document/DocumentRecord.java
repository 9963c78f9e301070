package dev.lux.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as the store keeps it.
 *
 * @param term the owner's term when it was committed; fences old owners and decides merges
 * @param version what clients see
 * @param operation the commit that wrote it
 * @param data the JSON bytes, or {@code null} for a tombstone
 * @param atMicros wall clock of the owner at the write, in microseconds since 1970
 * @param by the principal that wrote it
 * @param remembered applied writes with an Idempotency-Key, oldest first
 * @param answered batches that their writers may send again, at most one per writer
 * @param lifetime how long it holds good; of a tombstone, why it is one
 */
public record DocumentRecord(
        long term,
        long version,
        OperationId operation,
        byte @Nullable [] data,
        long atMicros,
        String by,
        List<RememberedWrite> remembered,
        List<AnsweredBatch> answered,
        Lifetime lifetime) {
    /** A record without end. */
    public DocumentRecord(
            long term,
            long version,
            OperationId operation,
            byte @Nullable [] data,
            long atMicros,
            String by,
            List<RememberedWrite> remembered,
            List<AnsweredBatch> answered) {
        this(term, version, operation, data, atMicros, by, remembered, answered, Lifetime.ENDLESS);
    }

    /** A record without end that no writer may ask about again. */
    public DocumentRecord(
            long term,
            long version,
            OperationId operation,
            byte @Nullable [] data,
            long atMicros,
            String by,
            List<RememberedWrite> remembered) {
        this(term, version, operation, data, atMicros, by, remembered, List.of());
    }

    public boolean isTombstone() {
        return data == null;
    }

    public DocumentState state(String id) {
        return new DocumentState(id, version, data, atMicros, by, lifetime.expired());
    }

    /** The same record under a new owner's term: the version stays. */
    public DocumentRecord underTerm(long newTerm, OperationId newOperation) {
        return new DocumentRecord(newTerm, version, newOperation, data, atMicros, by, remembered, answered, lifetime);
    }
}
