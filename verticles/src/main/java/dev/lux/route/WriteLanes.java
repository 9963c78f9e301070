package dev.lux.route;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.error.ErrorCode;
import dev.lux.loop.Loop;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings writes to their owners, one lane per document that is being written: at most one batch of a document is on its
 * way, and is sent again under the same number until it is answered or its deadline has passed. So writes of one
 * document keep their order, and each happens once, whatever is lost and whoever the owner is. Batches of one turn to one
 * owner travel in one message.
 *
 * <p>Belongs to one event loop.
 */
public final class WriteLanes {
    private final long writer;
    private final BusAddress addresses;
    private final OwnerCalls calls;
    private final Loop loop;
    private final Clock clock;
    private final Patience patience;
    private final Map<String, WriteLane> lanes = new HashMap<>();
    private final List<WriteLane> ready = new ArrayList<>();
    /** Lanes in the order of their batches' numbers; settled ones leave when they are first. */
    private final ArrayDeque<WriteLane.Sent> unsettled = new ArrayDeque<>();

    private boolean sendScheduled;
    private long lastNumber;

    /** @param writer names this event loop, see {@link dev.lux.command.Writer} */
    public WriteLanes(long writer, BusAddress addresses, OwnerCalls calls, Loop loop, Clock clock, Patience patience) {
        this.writer = writer;
        this.addresses = addresses;
        this.calls = calls;
        this.loop = loop;
        this.clock = clock;
        this.patience = patience;
    }

    /** One reply per write, in the order of the list; never fails. */
    Future<List<WriteReply>> write(List<Write> writes) {
        long deadline = clock.elapsedNanos() + Patience.DEADLINE.toNanos();
        if (writes.size() == 1) {
            return write(writes.get(0), deadline).map(List::of);
        }
        List<Future<WriteReply>> replies = new ArrayList<>(writes.size());
        writes.forEach(write -> replies.add(write(write, deadline)));
        return Future.all(replies)
                .map(all -> replies.stream().map(Future::result).toList());
    }

    private Future<WriteReply> write(Write write, long deadline) {
        WriteLane lane = lanes.computeIfAbsent(write.id(), WriteLane::new);
        Future<WriteReply> reply = lane.offer(write, deadline);
        if (lane.isIdle()) {
            makeReady(lane);
        }
        return reply;
    }

    /** How many writes wait for their answer. */
    int waiting() {
        return lanes.values().stream().mapToInt(WriteLane::waiting).sum();
    }

    private void makeReady(WriteLane lane) {
        if (lane.becomeReady()) {
            ready.add(lane);
            if (!sendScheduled) {
                sendScheduled = true;
                loop.run(this::sendReady);
            }
        }
    }

    private void sendReady() {
        sendScheduled = false;
        List<WriteLane> due = List.copyOf(ready);
        ready.clear();
        Map<String, List<WriteLane>> byOwner = new LinkedHashMap<>();
        for (WriteLane lane : due) {
            lane.refuseLate(clock.elapsedNanos());
            if (lane.waiting() == 0) {
                lanes.remove(lane.id());
                continue;
            }
            WriteLane.Sent sent = lane.batch(() -> ++lastNumber);
            if (sent.isFirstAttempt()) {
                unsettled.add(sent);
            }
            String owner = addresses.ownerOf(addresses.shardOf(lane.id()));
            if (!addresses.hasQuorum()) {
                unanswered(lane, ErrorCode.NO_QUORUM, false);
            } else if (owner == null) {
                unanswered(lane, ErrorCode.BUSY, false);
            } else {
                lane.hasChance();
                byOwner.computeIfAbsent(owner, first -> new ArrayList<>()).add(lane);
            }
        }
        byOwner.forEach(this::send);
    }

    private void send(String owner, List<WriteLane> due) {
        List<Batch> batches = due.stream().map(WriteLane::current).toList();
        calls.ask(owner, new OwnerRequest.Writes(writer, settledBelow(), batches), patienceFor(due))
                .onComplete(answer -> {
                    OwnerReply reply = answer.succeeded() ? answer.result() : null;
                    boolean delivered = answer.failed() && OwnerCalls.NoAnswer.mayBeDelivered(answer.cause());
                    for (int i = 0; i < due.size(); i++) {
                        BatchReply of = reply instanceof OwnerReply.Writes writes
                                ? writes.replies().get(i)
                                : null;
                        answered(due.get(i), of, delivered);
                    }
                });
    }

    private Duration patienceFor(List<WriteLane> due) {
        long now = clock.elapsedNanos();
        long left = due.stream().mapToLong(WriteLane::deadlineNanos).min().orElse(now) - now;
        return left < OwnerCalls.PATIENCE.toNanos() ? Duration.ofNanos(Math.max(left, 1)) : OwnerCalls.PATIENCE;
    }

    private long settledBelow() {
        while (!unsettled.isEmpty() && unsettled.element().isSettled()) {
            unsettled.remove();
        }
        return unsettled.isEmpty() ? lastNumber + 1 : unsettled.element().number();
    }

    private void answered(WriteLane lane, @Nullable BatchReply reply, boolean delivered) {
        if (reply instanceof BatchReply.Answered answered) {
            settle(lane, answered.replies());
        } else {
            unanswered(lane, ErrorCode.BUSY, delivered || reply instanceof BatchReply.Unknown);
        }
    }

    /** @param code what it means when no attempt can have been applied */
    private void unanswered(WriteLane lane, ErrorCode code, boolean mayBeApplied) {
        if (mayBeApplied) {
            lane.mayBeApplied();
        }
        Duration pause = patience.pause(lane.attempts());
        boolean late = clock.elapsedNanos() + pause.toNanos() > lane.deadlineNanos();
        boolean elsewhere = code == ErrorCode.NO_QUORUM && lane.hasNoChance(clock.elapsedNanos());
        if (late || elsewhere) {
            ErrorCode outcome = lane.isMaybeApplied() ? ErrorCode.OUTCOME_UNKNOWN : code;
            settle(lane, lane.allRefused(new Refused(outcome, outcome.whatToDo())));
        } else {
            loop.after(pause, () -> makeReady(lane));
        }
    }

    private void settle(WriteLane lane, List<WriteReply> replies) {
        lane.settle(replies);
        if (lane.waiting() == 0) {
            lanes.remove(lane.id());
        } else {
            makeReady(lane);
        }
    }
}
