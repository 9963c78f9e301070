package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What a document's cell needs of its owner. All calls on the owner's event loop. */
interface StepContext {
    Committer committer();

    WriteRules rules();

    StateBudget budget();

    Writers writers();

    long nowMicros();

    long nowNanos();

    ListeningTime listening();

    /** The version of the next write: {@code max(previous + 1, shard floor + 1, wall clock in microseconds)}. */
    default long nextVersion(Shard shard, long previous) {
        return Math.max(Math.max(previous + 1, shard.floor() + 1), nowMicros());
    }

    OperationId nextOperation();

    /** Whether this node is the owner of the shard, at some moment after this call. */
    Future<Boolean> confirm(Shard shard);

    /** Runs {@code task} after the current message, in the order of the calls. */
    void defer(Runnable task);

    /**
     * The cell has a new committed record.
     *
     * @param before the record before it
     * @param replaced how many versions were made and replaced in the same commit
     */
    void committed(DocumentCell cell, @Nullable DocumentRecord before, int replaced);

    /** What runs out of the document runs out at another time now. */
    void armed(DocumentCell cell);

    /** The store holds something else than this owner believed: somebody else has written to the shard. */
    void conflicted(Shard shard);

    /** The cell has nothing to do. */
    void idle(DocumentCell cell);
}
