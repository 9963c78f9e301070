package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * A shard that this owner serves, under one claim. A new claim makes a new object, so an old one stays dropped.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Shard {
    private final int number;
    private final long term;
    /** The highest version of any tombstone that was collected: no later version of any id is below it. */
    private long floor;
    /** What the store holds under the meta key: this claim's term, and the floor in the place of a version. */
    private byte[] meta;

    private boolean dropped;
    /** Ends when the last use of the meta key so far ends. */
    private Future<?> lastMetaUse = Future.succeededFuture();

    Shard(int number, long term, long floor, byte[] meta) {
        this.number = number;
        this.term = term;
        this.floor = floor;
        this.meta = meta;
    }

    static byte[] metaRecord(long term, long floor, OperationId operation) {
        return RecordFormat.write(new DocumentRecord(term, floor, operation, null, 0, "", List.of(), List.of()));
    }

    int number() {
        return number;
    }

    long term() {
        return term;
    }

    long floor() {
        return floor;
    }

    byte[] meta() {
        return meta;
    }

    void raiseFloor(long newFloor, byte[] newMeta) {
        floor = newFloor;
        meta = newMeta;
    }

    /** Runs {@code use} of the meta key after every earlier one: two at once would take each other for a new owner. */
    <T> Future<T> usingMeta(Supplier<Future<T>> use) {
        Future<T> mine = lastMetaUse.transform(earlier -> use.get());
        lastMetaUse = mine;
        return mine;
    }

    /** Whether the claim still stands. */
    boolean isServed() {
        return !dropped;
    }

    void drop() {
        dropped = true;
    }
}
