package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
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
 * A step folds the queued batches into one commit ({@link Fold}). No answer that depends on an uncommitted state leaves
 * before the commit is acknowledged. What can't be decided within {@link #STEP} is left for the next step, so that a
 * queue of slow patches stops nobody else.
 *
 * <p>Belongs to the owner's event loop.
 */
final class DocumentCell {
    /** How long one step may decide: others wait no longer than this and one batch more. */
    static final Duration STEP = Duration.ofMillis(5);

    private final String id;
    private final Shard shard;
    private final StepContext context;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    /** The batches of the step that is being committed. */
    private List<Queued> folded = List.of();

    private final RememberedWrites remembered = new RememberedWrites();
    private int queuedWrites;
    private @Nullable DocumentRecord committed;
    private byte @Nullable [] committedBytes;
    private boolean committing;
    private Due due = Due.NOT;
    private long queuedFor = Due.NEVER;

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

    /** When something of the document runs out. */
    Due due() {
        return due;
    }

    /** For when the document is in the queue of {@link Deadlines}, which keeps this. */
    long queuedFor() {
        return queuedFor;
    }

    void queuedFor(long nanos) {
        queuedFor = nanos;
    }

    boolean isIdle() {
        return !committing && queue.isEmpty();
    }

    boolean isLive() {
        DocumentRecord record = committed;
        return record != null && !record.isTombstone();
    }

    /** Takes over what was loaded from the store: what runs out has all its time. */
    void load(DocumentRecord record, byte[] bytes) {
        adopt(record, bytes);
        arm(Due.inFull(record.lifetime(), context.listening()));
    }

    private void arm(Due next) {
        due = next;
        context.armed(this);
    }

    /** Something of the document may have run out; while a step goes on, it is looked at when the step ends. */
    void expire() {
        if (!committing) {
            committing = true;
            context.defer(this::step);
        }
    }

    private void adopt(@Nullable DocumentRecord record, byte @Nullable [] bytes) {
        committed = record;
        committedBytes = bytes;
        remembered.arm(record == null ? List.of() : record.remembered(), context.nowNanos());
    }

    /**
     * Answers when the batch is settled; answers of one document come in the order of the offers. A batch that comes
     * again before that shares the answer; one that finds too many writes waiting is unready, and not refused, since an
     * owner before this one may have applied it.
     */
    Future<BatchReply> offer(long writer, Batch batch) {
        Queued earlier = waiting(writer, batch.number());
        if (earlier != null) {
            return earlier.answer.future();
        }
        if (queuedWrites + batch.writes().size() > Limits.QUEUED_WRITES) {
            return Future.succeededFuture(new BatchReply.Unready());
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

    private @Nullable Queued waiting(long writer, long number) {
        for (Queued each : folded) {
            if (each.writer == writer && each.batch.number() == number) {
                return each;
            }
        }
        for (Queued each : queue) {
            if (each.writer == writer && each.batch.number() == number) {
                return each;
            }
        }
        return null;
    }

    private void step() {
        folded = new ArrayList<>();
        Fold fold = new Fold(id, shard, context, remembered, committed, due);
        List<BatchReply> replies = new ArrayList<>();
        long untilNanos = context.nowNanos() + STEP.toNanos();
        while (!queue.isEmpty() && (folded.isEmpty() || context.nowNanos() - untilNanos < 0)) {
            Queued next = queue.remove();
            queuedWrites -= next.batch.writes().size();
            folded.add(next);
            replies.add(fold.apply(next.writer, next.batch));
        }
        // After what came in time.
        fold.expire();
        if (!fold.due().equals(due)) {
            arm(fold.due());
        }
        DocumentRecord next = fold.finish();
        if (next == null && folded.isEmpty()) {
            next();
            return;
        }
        if (next == null) {
            // An answer about what is there needs an owner that still is one.
            context.confirm(shard).onSuccess(owned -> {
                if (owned) {
                    finish(replies);
                } else {
                    fail(new BatchReply.Unready());
                }
            });
            return;
        }
        byte[] nextBytes = RecordFormat.write(next);
        context.committer()
                .commit(shard.number(), shard::isServed, id, committedBytes, nextBytes)
                .onSuccess(outcome -> settle(outcome, fold, next, nextBytes, replies));
    }

    private void settle(
            CommitOutcome outcome, Fold fold, DocumentRecord next, byte[] nextBytes, List<BatchReply> replies) {
        if (outcome instanceof CommitOutcome.Acknowledged) {
            DocumentRecord before = committed;
            adopt(next, nextBytes);
            context.committed(this, before, fold.versions() - 1);
            finish(replies);
            return;
        }
        context.budget().force(-fold.weightTaken());
        // Who could not be answered could not be heard.
        DocumentRecord current = committed;
        arm(current != null && shard.isServed() ? Due.inFull(current.lifetime(), context.listening()) : Due.NOT);
        if (outcome instanceof CommitOutcome.Conflict) {
            context.conflicted(shard);
        }
        fail(outcome instanceof CommitOutcome.Unknown ? new BatchReply.Unknown() : new BatchReply.Unready());
    }

    private void fail(BatchReply reply) {
        finish(Collections.nCopies(folded.size(), reply));
    }

    private void finish(List<BatchReply> replies) {
        List<Queued> settled = folded;
        folded = List.of();
        for (int i = 0; i < settled.size(); i++) {
            settled.get(i).answer.complete(replies.get(i));
        }
        next();
    }

    private void next() {
        if (queue.isEmpty() && !context.listening().isPast(due.earliestNanos())) {
            committing = false;
            context.idle(this);
        } else {
            context.defer(this::step);
        }
    }

    private record Queued(long writer, Batch batch, Promise<BatchReply> answer) {}
}
