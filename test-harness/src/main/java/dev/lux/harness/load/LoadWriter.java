package dev.lux.harness.load;

import dev.lux.harness.broker.Launch;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.model.Op;
import dev.lux.harness.model.OpWire;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes, one after the other, and asks again until it knows: under the same Idempotency-Key where it has one. What it
 * does not know after {@link #GIVE_UP} stays as it was recorded.
 */
final class LoadWriter implements Runnable {
    /** With one answer; a balancer has as little. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    static final Duration GIVE_UP = Duration.ofSeconds(30);

    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_DOUBLINGS = 4;

    private final String name;
    private final WriteMaker maker;
    private final Route route;
    private final Pace pace;
    private final Gate gate;
    private final Books books;
    private final History history;
    private final Answers answers;

    LoadWriter(String name, WriteMaker maker, Route route, Pace pace, Gate gate, Books books, History history) {
        this.name = name;
        this.maker = maker;
        this.route = route;
        this.pace = pace;
        this.gate = gate;
        this.books = books;
        this.history = history;
        this.answers = new Answers(books::complain);
    }

    @Override
    public void run() {
        try (Caller caller = new Caller(PATIENCE)) {
            while (gate.enter()) {
                try {
                    write(caller, maker.next());
                } finally {
                    gate.leave();
                }
                pace.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            books.complain(name + " ended with " + e);
        }
    }

    /** One write, over all its attempts. */
    void write(Caller caller, Op op) {
        long giveUp = System.nanoTime() + GIVE_UP.toNanos();
        Target target = route.next();
        for (int attempt = 0; !isSettled(attempt(caller, target, op)); attempt++) {
            if (System.nanoTime() > giveUp) {
                return;
            }
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << Math.min(attempt, LONGEST_DOUBLINGS)));
            target = route.other();
        }
    }

    private Outcome attempt(Caller caller, Target target, Op op) {
        byte[] request = OpWire.request(Launch.KEY, op);
        long call = history.write(name, target.name(), op);
        Outcome outcome = answers.ofWrite(op, caller.exchange(target, request));
        history.answered(call, outcome);
        learn(op, outcome);
        return outcome;
    }

    private static boolean isSettled(Outcome outcome) {
        return outcome instanceof Outcome.Applied || outcome instanceof Outcome.Refused;
    }

    private void learn(Op op, Outcome outcome) {
        if (outcome instanceof Outcome.Applied applied) {
            books.countAcknowledged();
            String status = op.data() == null ? null : op.data().path("status").asText();
            if (applied.version() != 0) {
                books.learn(op.id(), new Books.Known(applied.version(), op.kind() != Op.Kind.DELETE, status));
            }
        } else if (outcome instanceof Outcome.Refused refused && refused.seen() != null) {
            learnSeen(books, op.id(), refused.seen());
        }
    }

    static void learnSeen(Books books, String document, State seen) {
        if (seen.data() == null) {
            books.learnAbsent(document);
        } else {
            books.learn(
                    document,
                    new Books.Known(
                            seen.version(), true, seen.data().path("status").asText()));
        }
    }
}
