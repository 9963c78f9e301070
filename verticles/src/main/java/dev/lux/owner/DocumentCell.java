package dev.lux.owner;

import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import dev.lux.error.ErrorCode;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document at its owner: the last committed record, and the writes that wait for their turn.
 *
 * <pre>
 *            offer                     offer (queued)
 *   idle ------------> committing ------------------+
 *    ^                     |  ^                     |
 *    +-- queue empty ------+  +-- next step, with all that queued meanwhile
 * </pre>
 *
 * A step folds all queued writes into one commit: each keeps its own version, conditions and answer, and only the last
 * state is stored and pushed. No answer that depends on an uncommitted state leaves before the commit is acknowledged.
 *
 * <p>Belongs to the owner's event loop.
 */
final class DocumentCell {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentCell.class);

    private final String id;
    private final Shard shard;
    private final StepContext context;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private final RememberedWrites remembered = new RememberedWrites();
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

    /** Takes over what was loaded from the store, or what the store turned out to hold. */
    void adopt(@Nullable DocumentRecord record, byte @Nullable [] bytes) {
        committed = record;
        committedBytes = bytes;
        remembered.arm(record == null ? List.of() : record.remembered(), context.nowNanos());
    }

    /** Answers when the write is settled; answers of one document come in the order of the offers. */
    Future<WriteReply> offer(Write write) {
        if (queue.size() >= Limits.QUEUED_WRITES) {
            return Future.succeededFuture(new Refused(ErrorCode.BUSY, "Too many writes wait for this document."));
        }
        Promise<WriteReply> answer = Promise.promise();
        queue.add(new Queued(write, answer));
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
                    }
                    next();
                    return gone;
                });
    }

    private void step() {
        List<Answered> answers = new ArrayList<>(queue.size());
        Fold fold = new Fold(committed, committed == null ? List.of() : committed.remembered());
        for (Queued queued = queue.poll(); queued != null; queued = queue.poll()) {
            answers.add(new Answered(queued.answer, fold.apply(queued.write)));
        }
        if (fold.applied == 0) {
            // An answer about what is there needs an owner that still is one.
            context.confirm(shard).onSuccess(owned -> {
                if (owned) {
                    finish(answers);
                } else {
                    fail(answers, ErrorCode.BUSY);
                }
            });
            return;
        }
        DocumentRecord next = fold.record();
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
            context.committed(this, before, fold.applied - 1);
            finish(answers);
            return;
        }
        context.budget().force(-fold.weightTaken);
        if (outcome instanceof CommitOutcome.Conflict conflict) {
            byte[] current = conflict.current();
            context.replaced(this, current == null ? null : RecordFormat.read(current), current);
        }
        ErrorCode code = outcome instanceof CommitOutcome.Unknown ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.BUSY;
        fail(answers, code);
    }

    private void fail(List<Answered> answers, ErrorCode code) {
        answers.forEach(answered -> answered.answer.complete(new Refused(code, code.whatToDo())));
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

    private record Queued(Write write, Promise<WriteReply> answer) {}

    private record Answered(Promise<WriteReply> answer, WriteReply reply) {}

    /** The writes of one step, each decided on what the ones before it would leave. */
    private final class Fold {
        private @Nullable DocumentRecord base;
        private List<dev.lux.document.RememberedWrite> live;
        private int applied;
        private long weightTaken;

        Fold(@Nullable DocumentRecord base, List<dev.lux.document.RememberedWrite> all) {
            this.base = base;
            this.live = remembered.live(all, context.nowNanos());
        }

        WriteReply apply(Write write) {
            DocumentRecord before = base;
            long previous = before == null ? 0 : before.version();
            Decision decision = decide(before, write, context.nextVersion(shard, previous));
            if (decision instanceof Decision.Answer answer) {
                return answer.reply();
            }
            Decision.Apply apply = (Decision.Apply) decision;
            DocumentRecord next = new DocumentRecord(
                    shard.term(),
                    apply.version(),
                    context.nextOperation(),
                    apply.data(),
                    context.nowMicros(),
                    apply.by(),
                    apply.remembered());
            long delta = StateBudget.weight(id, next) - StateBudget.weight(id, before);
            if (apply.data() == null) {
                context.budget().force(delta);
            } else if (!context.budget().take(delta)) {
                return new Refused(ErrorCode.STORAGE_FULL, ErrorCode.STORAGE_FULL.whatToDo());
            }
            weightTaken += delta;
            applied++;
            base = next;
            live = apply.remembered();
            return new Written(apply.version(), apply.outcome());
        }

        /** A fault in the rules must not stop the document for ever. */
        private Decision decide(@Nullable DocumentRecord before, Write write, long version) {
            try {
                return context.rules().decide(before, live, write, version);
            } catch (RuntimeException e) {
                LOG.error("a write of {} could not be decided", id, e);
                return new Decision.Answer(new Refused(ErrorCode.INTERNAL, ErrorCode.INTERNAL.whatToDo()));
            }
        }

        DocumentRecord record() {
            return java.util.Objects.requireNonNull(base);
        }
    }
}
