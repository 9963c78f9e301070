package dev.lux.route;

import dev.lux.command.Batch;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.error.ErrorCode;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one document that this event loop has taken and not answered.
 *
 * <pre>
 *   idle --offer--> ready --batch--> on its way --unanswered--> ready, the same batch again
 *                     ^                  |
 *                     +---- settle, more waits ----+
 * </pre>
 *
 * Belongs to one event loop.
 */
final class WriteLane {
    /** A batch is closed when its bodies have so many bytes. */
    private static final long BATCH_BYTES = 1 << 20;

    /**
     * A batch is closed when it has so many writes for which the owner reads the document: patches, guards and those that
     * may not touch all of it. It is
     * decided as one, and each may cost as much as a document of the largest size.
     */
    static final int BATCH_READS = 16;

    /** A quorum that is lost and found again, as when parts of a cluster join, is mostly back within so long. */
    static final Duration QUORUM_PATIENCE = Duration.ofSeconds(1);

    private final String id;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final List<Waiting> travelling = new ArrayList<>();
    private @Nullable Sent sent;
    private @Nullable Batch batch;
    private boolean ready;
    private boolean maybeApplied;
    private int attempts;
    /** 0: there was one at the last look. */
    private long noQuorumSinceNanos;

    private record Waiting(Write write, long deadlineNanos, Promise<WriteReply> reply) {}

    /** A batch's number, and whether it still matters. */
    static final class Sent {
        private final long number;
        private boolean settled;
        private boolean first = true;

        Sent(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }

        boolean isSettled() {
            return settled;
        }

        /** True once. */
        boolean isFirstAttempt() {
            boolean was = first;
            first = false;
            return was;
        }
    }

    WriteLane(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Answers when the write is settled; at once when too many wait. */
    Future<WriteReply> offer(Write write, long deadlineNanos) {
        if (waiting() >= Limits.QUEUED_WRITES) {
            return Future.succeededFuture(new Refused(ErrorCode.BUSY, "Too many writes wait for this document."));
        }
        Waiting wait = new Waiting(write, deadlineNanos, Promise.promise());
        queue.add(wait);
        return wait.reply.future();
    }

    int waiting() {
        return queue.size() + travelling.size();
    }

    /** Refuses what was never sent and has no time left. */
    void refuseLate(long nowNanos) {
        while (!queue.isEmpty() && queue.element().deadlineNanos - nowNanos <= 0) {
            queue.remove().reply.complete(new Refused(ErrorCode.BUSY, ErrorCode.BUSY.whatToDo()));
        }
    }

    /** Whether no batch is on its way or waits for its next attempt. */
    boolean isIdle() {
        return sent == null;
    }

    /** @return whether it was not ready already */
    boolean becomeReady() {
        boolean became = !ready;
        ready = true;
        return became;
    }

    /** Puts what waits on its way, or again what was; then {@link #current} is the batch. */
    Sent batch(LongSupplier nextNumber) {
        ready = false;
        Sent again = sent;
        if (again != null) {
            attempts++;
            return again;
        }
        long bytes = 0;
        int reads = 0;
        while (!queue.isEmpty() && bytes < BATCH_BYTES && reads < BATCH_READS) {
            Waiting next = queue.remove();
            bytes += next.write.body().length;
            reads += readsDocument(next.write) ? 1 : 0;
            travelling.add(next);
        }
        Sent first = new Sent(nextNumber.getAsLong());
        sent = first;
        batch = new Batch(
                first.number, id, travelling.stream().map(Waiting::write).toList());
        attempts = 0;
        maybeApplied = false;
        noQuorumSinceNanos = 0;
        return first;
    }

    private static boolean readsDocument(Write write) {
        return write.guard() != null
                || write.reach() != null
                || write.kind() == WriteKind.MERGE_PATCH
                || write.kind() == WriteKind.JSON_PATCH;
    }

    Batch current() {
        return Objects.requireNonNull(batch);
    }

    /** Of the oldest write on its way. */
    long deadlineNanos() {
        return travelling.isEmpty() ? 0 : travelling.get(0).deadlineNanos;
    }

    int attempts() {
        return attempts;
    }

    void mayBeApplied() {
        maybeApplied = true;
    }

    boolean isMaybeApplied() {
        return maybeApplied;
    }

    /** There is a quorum, so the batch goes to its owner. */
    void hasChance() {
        noQuorumSinceNanos = 0;
    }

    /**
     * There is no quorum. What can't have been applied is given up at once, and what may have been when the quorum does
     * not come back soon: a client that still has time does better elsewhere.
     */
    boolean hasNoChance(long nowNanos) {
        if (noQuorumSinceNanos == 0) {
            noQuorumSinceNanos = nowNanos;
        }
        return !maybeApplied || nowNanos - noQuorumSinceNanos >= QUORUM_PATIENCE.toNanos();
    }

    List<WriteReply> allRefused(Refused refused) {
        return Collections.nCopies(travelling.size(), refused);
    }

    /** The batch is answered, or given up: its number is never sent again. */
    void settle(List<WriteReply> replies) {
        Sent done = sent;
        if (done != null) {
            done.settled = true;
        }
        sent = null;
        batch = null;
        List<Waiting> answered = List.copyOf(travelling);
        travelling.clear();
        for (int i = 0; i < answered.size(); i++) {
            answered.get(i).reply.complete(replies.get(i));
        }
    }
}
