package dev.lux.harness.load;

import dev.lux.harness.broker.Launch;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.model.Chance;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Reads documents, mostly those that everyone writes, at whatever node. */
final class LoadReader implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String name;
    private final LoadPlan plan;
    private final Supplier<List<Target>> targets;
    private final Random random;
    private final Gate gate;
    private final Books books;
    private final History history;
    private final Answers answers;

    LoadReader(int index, LoadPlan plan, Supplier<List<Target>> targets, Gate gate, Books books, History history) {
        this.name = "r" + index;
        this.plan = plan;
        this.targets = targets;
        this.random = Chance.of(plan.seed(), name);
        this.gate = gate;
        this.books = books;
        this.history = history;
        this.answers = new Answers(books::complain);
    }

    @Override
    public void run() {
        List<String> contended = plan.contendedIds();
        List<String> all = plan.ids();
        Pace pace = new Pace(plan.readsPerSecond());
        try (Caller caller = new Caller(PATIENCE)) {
            while (!gate.hasEnded()) {
                List<String> some = random.nextInt(4) == 0 ? all : contended;
                read(caller, some.get(random.nextInt(some.size())));
                pace.await();
            }
        } catch (RuntimeException e) {
            books.complain(name + " ended with " + e);
        }
    }

    /** Reads these once each, again and again until they are answered; false when one is not in time. */
    boolean readAll(List<String> documents, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (Caller caller = new Caller(PATIENCE)) {
            for (String document : documents) {
                while (!(read(caller, document) instanceof Outcome.Seen)) {
                    if (System.nanoTime() > deadline) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private Outcome read(Caller caller, String document) {
        List<Target> now = targets.get();
        Target target = now.get(random.nextInt(now.size()));
        long call = history.read(name, target.name(), document);
        Outcome outcome = answers.ofRead(
                document,
                caller.exchange(target, HttpBytes.request(Launch.KEY, "GET", "/api/lux/" + document, new byte[0])));
        history.answered(call, outcome);
        if (outcome instanceof Outcome.Seen seen) {
            LoadWriter.learnSeen(books, document, seen.state());
        }
        return outcome;
    }
}
