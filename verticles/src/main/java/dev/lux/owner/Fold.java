package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.AnsweredBatch;
import dev.lux.document.AnsweredBatch.Answer;
import dev.lux.document.DocumentRecord;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.Lease;
import dev.lux.document.Lifetime;
import dev.lux.document.OnExpire;
import dev.lux.document.RememberedWrite;
import dev.lux.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of one step of a document, each decided on what the ones before it would leave. Each keeps its own version,
 * conditions and answer; only the last state is stored and pushed.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Fold {
    private static final Logger LOG = LoggerFactory.getLogger(Fold.class);

    /** More writers than this waiting for one document are told to wait; the format of a record ends there. */
    private static final int MOST_WRITERS = 255;

    /** Who writes what time makes of a document. */
    private static final String BY_TIME = "lux";

    private final String id;
    private final Shard shard;
    private final StepContext context;
    private final List<AnsweredBatch> answered = new ArrayList<>();
    private final LastRead lastRead = new LastRead();
    private @Nullable DocumentRecord base;
    private List<RememberedWrite> remembered;
    private Due due;
    private int versions;
    private long weightTaken;

    Fold(
            String id,
            Shard shard,
            StepContext context,
            RememberedWrites rememberedWrites,
            @Nullable DocumentRecord committed,
            Due due) {
        this.id = id;
        this.shard = shard;
        this.context = context;
        this.base = committed;
        this.due = due;
        long now = context.nowNanos();
        this.remembered = rememberedWrites.live(committed == null ? List.of() : committed.remembered(), now);
        if (committed != null) {
            for (AnsweredBatch batch : committed.answered()) {
                if (context.writers().mayAskAgain(batch, now)) {
                    answered.add(batch);
                }
            }
        }
    }

    /** How many versions the step makes. */
    int versions() {
        return versions;
    }

    /** When what the step leaves runs out. */
    Due due() {
        return due;
    }

    /** What the step has taken of the budget. */
    long weightTaken() {
        return weightTaken;
    }

    /** Ends the step. @return the record to commit, or {@code null} when nothing changes */
    @Nullable
    DocumentRecord finish() {
        DocumentRecord last = base;
        if (last == null || versions == 0) {
            return null;
        }
        DocumentRecord result = new DocumentRecord(
                last.term(),
                last.version(),
                last.operation(),
                last.data(),
                last.atMicros(),
                last.by(),
                last.remembered(),
                List.copyOf(answered),
                last.lifetime());
        // The writes are decided, so their answers must fit.
        long answers = StateBudget.weight(id, result) - StateBudget.weight(id, last);
        context.budget().force(answers);
        weightTaken += answers;
        return result;
    }

    BatchReply apply(long writer, Batch batch) {
        AnsweredBatch earlier = answeredTo(writer);
        if (earlier != null && earlier.number() == batch.number()) {
            return new BatchReply.Answered(again(earlier, batch));
        }
        boolean overtaken = earlier != null && earlier.number() > batch.number();
        if (overtaken || context.writers().isSettled(writer, batch.number())) {
            // It came late, after its writer was answered or gave up: nobody waits, and it must not happen twice.
            return new BatchReply.Unready();
        }
        if (earlier == null && answered.size() >= MOST_WRITERS) {
            return new BatchReply.Unready();
        }
        int before = versions;
        List<WriteReply> replies = new ArrayList<>(batch.writes().size());
        for (Write write : batch.writes()) {
            replies.add(apply(write));
        }
        if (versions > before) {
            answered.remove(earlier);
            answered.add(new AnsweredBatch(
                    writer, batch.number(), replies.stream().map(Fold::answer).toList()));
        }
        return new BatchReply.Answered(replies);
    }

    private @Nullable AnsweredBatch answeredTo(long writer) {
        for (AnsweredBatch batch : answered) {
            if (batch.writer() == writer) {
                return batch;
            }
        }
        return null;
    }

    private static Answer answer(WriteReply reply) {
        return reply instanceof Written written
                ? Answer.applied(written.version(), written.outcome())
                : Answer.refused(((Refused) reply).code());
    }

    /** The first answers again; of a refusal the code, with the state as it is now. */
    private List<WriteReply> again(AnsweredBatch earlier, Batch batch) {
        List<WriteReply> replies = new ArrayList<>(batch.writes().size());
        for (int i = 0; i < batch.writes().size(); i++) {
            Answer answer =
                    i < earlier.answers().size() ? earlier.answers().get(i) : Answer.refused(ErrorCode.INTERNAL);
            if (answer.outcome() != null) {
                replies.add(new Written(answer.version(), answer.outcome()));
            } else {
                ErrorCode code = answer.refusal() == null ? ErrorCode.INTERNAL : answer.refusal();
                DocumentRecord record = base;
                DocumentState current = code.status() != 412
                        ? null
                        : record == null ? DocumentState.absent(id, shard.floor()) : record.state(id);
                replies.add(new Refused(code, code.whatToDo(), current, List.of()));
            }
        }
        return replies;
    }

    private WriteReply apply(Write write) {
        DocumentRecord before = base;
        long previous = before == null ? 0 : before.version();
        Decision decision = decide(before, write, context.nextVersion(shard, previous));
        if (decision instanceof Decision.Answer answer) {
            return answer.reply();
        }
        if (decision instanceof Decision.Renew renew) {
            due = due.after(Objects.requireNonNull(before).lifetime(), write.tenure(), context.listening());
            return renew.reply();
        }
        Decision.Apply apply = (Decision.Apply) decision;
        DocumentRecord next = new DocumentRecord(
                shard.term(),
                apply.version(),
                context.nextOperation(),
                apply.data(),
                context.nowMicros(),
                apply.by(),
                apply.remembered(),
                List.of(),
                apply.lifetime());
        long delta = StateBudget.weight(id, next) - StateBudget.weight(id, before);
        if (apply.data() == null) {
            context.budget().force(delta);
        } else if (!context.budget().take(delta)) {
            return new Refused(ErrorCode.STORAGE_FULL, ErrorCode.STORAGE_FULL.whatToDo());
        }
        weightTaken += delta;
        versions++;
        base = next;
        due = due.after(next.lifetime(), write.tenure(), context.listening());
        remembered = apply.remembered();
        return new Written(apply.version(), apply.outcome());
    }

    /** Makes the version that says so if something of the document has run out. */
    void expire() {
        DocumentRecord before = base;
        ListeningTime time = context.listening();
        if (before == null || before.isTombstone() || !time.isPast(due.earliestNanos())) {
            return;
        }
        boolean byTtl = time.isPast(due.ttlNanos());
        Lease lease = before.lifetime().lease();
        boolean deletes = byTtl || (lease != null && lease.onExpire() == OnExpire.DELETE);
        long now = context.nowMicros();
        Expiry expiry = new Expiry(byTtl ? Expiry.Reason.TTL : Expiry.Reason.LEASE, now, before.by());
        DocumentRecord next = new DocumentRecord(
                shard.term(),
                context.nextVersion(shard, before.version()),
                context.nextOperation(),
                deletes ? null : before.data(),
                now,
                BY_TIME,
                before.remembered(),
                List.of(),
                deletes ? Lifetime.ended(expiry) : before.lifetime().stale(expiry));
        long delta = StateBudget.weight(id, next) - StateBudget.weight(id, before);
        context.budget().force(delta);
        weightTaken += delta;
        versions++;
        base = next;
        due = deletes ? Due.NOT : due.withoutLease();
    }

    /** A fault in the rules must not stop the document for ever. */
    private Decision decide(@Nullable DocumentRecord before, Write write, long version) {
        try {
            return context.rules().decide(before, remembered, write, version, lastRead::tree);
        } catch (RuntimeException e) {
            LOG.error("a write of {} could not be decided", id, e);
            return new Decision.Answer(new Refused(ErrorCode.INTERNAL, ErrorCode.INTERNAL.whatToDo()));
        }
    }
}
