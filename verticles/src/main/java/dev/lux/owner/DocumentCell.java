package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import dev.lux.error.ErrorCode;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document at its owner: the last committed record, and the batches of writes that wait for their turn.
 *
 * <pre>
 *            offer                     offer (queued)
 *   idle ------------> committing ------------------+
 *    ^                     |  ^                     |
 *    +-- queue empty ------+  +-- next step, with all that queued meanwhile
 * </pre>
 *
 * A step folds all queued batches into one commit ({@link Fold}). No answer that depends on an uncommitted state leaves
 * before the commit is acknowledged.
 *
 * <p>Belongs to the owner's event loop.
 */
final class DocumentCell {
    private final String id;
    private final Shard shard;
    private final StepContext context;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private final RememberedWrites remembered = new RememberedWrites();
    private int queuedWrites;
    private @Nullable DocumentRecord committed;
    private byte @Nullable [] committedBytes;
    private boolean committing;

    DocumentCell(String id, Shard shard, StepContext context) {
        this.id = id;
        this.shard = shard;
        this.context = context;
    }

    String id() {
        return id;
    }

    Shard shard() {
        return shard;
    }

    @Nullable
    DocumentRecord committed() {
        return committed;
    }

    byte @Nullable [] committedBytes() {
        return committedBytes;
    }

    boolean isIdle() {
        return !committing && queue.isEmpty();
    }

    boolean isLive() {
        DocumentRecord record = committed;
        return record != null && !record.isTombstone();
    }

    /** Takes over what was loaded from the store, or was committed. */
    void adopt(@Nullable DocumentRecord record, byte @Nullable [] bytes) {
        committed = record;
        committedBytes = bytes;
        remembered.arm(record == null ? List.of() : record.remembered(), context.nowNanos());
    }

    /** Answers when the batch is settled; answers of one document come in the order of the offers. */
    Future<BatchReply> offer(long writer, Batch batch) {
        if (queuedWrites + batch.writes().size() > Limits.QUEUED_WRITES) {
            WriteReply full = new Refused(ErrorCode.BUSY, "Too many writes wait for this document.");
            return Future.succeededFuture(
                    new BatchReply.Answered(Collections.nCopies(batch.writes().size(), full)));
        }
        Promise<BatchReply> answer = Promise.promise();
        queue.add(new Queued(writer, batch, answer));
        queuedWrites += batch.writes().size();
        // After the current message, so that the writes of one message fold.
        if (!committing) {
            committing = true;
            context.defer(this::step);
        }
        return answer.future();
    }

    /** Removes a tombstone from the store and the cell. @return whether it is gone; false when a write came first */
    Future<Boolean> removeTombstone() {
        if (!isIdle() || isLive()) {
            return Future.succeededFuture(false);
        }
        committing = true;
        return context.committer()
                .commit(shard.number(), shard::isServed, id, committedBytes, null)
                .map(outcome -> {
                    boolean gone = outcome instanceof CommitOutcome.Acknowledged;
                    if (gone) {
                        context.budget().force(-StateBudget.weight(id, committed));
                        adopt(null, null);
                    } else if (outcome instanceof CommitOutcome.Conflict) {
                        context.conflicted(shard);
                    }
                    next();
                    return gone;
                });
    }

    private void step() {
        List<Answered> answers = new ArrayList<>(queue.size());
        Fold fold = new Fold(id, shard, context, remembered, committed);
        for (Queued queued = queue.poll(); queued != null; queued = queue.poll()) {
            answers.add(new Answered(queued.answer, fold.apply(queued.writer, queued.batch)));
        }
        queuedWrites = 0;
        DocumentRecord next = fold.result();
        if (next == null) {
            // An answer about what is there needs an owner that still is one.
            context.confirm(shard).onSuccess(owned -> {
                if (owned) {
                    finish(answers);
                } else {
                    fail(answers, new BatchReply.Unready());
                }
            });
            return;
        }
        byte[] nextBytes = RecordFormat.write(next);
        context.committer()
                .commit(shard.number(), shard::isServed, id, committedBytes, nextBytes)
                .onSuccess(outcome -> settle(outcome, fold, next, nextBytes, answers));
    }

    private void settle(
            CommitOutcome outcome, Fold fold, DocumentRecord next, byte[] nextBytes, List<Answered> answers) {
        if (outcome instanceof CommitOutcome.Acknowledged) {
            DocumentRecord before = committed;
            adopt(next, nextBytes);
            context.committed(this, before, fold.versions() - 1);
            finish(answers);
            return;
        }
        context.budget().force(-fold.weightTaken());
        if (outcome instanceof CommitOutcome.Conflict) {
            context.conflicted(shard);
        }
        boolean unknown = outcome instanceof CommitOutcome.Unknown;
        fail(answers, unknown ? new BatchReply.Unknown() : new BatchReply.Unready());
    }

    private void fail(List<Answered> answers, BatchReply reply) {
        answers.forEach(answered -> answered.answer.complete(reply));
        next();
    }

    private void finish(List<Answered> answers) {
        answers.forEach(answered -> answered.answer.complete(answered.reply));
        next();
    }

    private void next() {
        if (queue.isEmpty()) {
            committing = false;
            context.idle(this);
        } else {
            context.defer(this::step);
        }
    }

    private record Queued(long writer, Batch batch, Promise<BatchReply> answer) {}

    private record Answered(Promise<BatchReply> answer, BatchReply reply) {}
}
