package dev.lux.harness.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many runs, each with its own seed, as many at a time as there are processors. */
public final class Seeds {
    private static final int PROGRESS_EVERY = 250;
    private static final int KEPT_FAILURES = 20;

    private final Mutant mutant;
    private final PrintStream out;
    private final List<Simulation.Result> failures = new ArrayList<>();
    private long runs;
    private long faults;
    private long acks;
    private long unknowns;
    private long refusals;
    private long reads;
    private long told;
    private long repairs;
    private long merged;
    private long events;

    private Seeds(Mutant mutant, PrintStream out) {
        this.mutant = mutant;
        this.out = out;
    }

    /**
     * @param failures the runs in which something did not hold, at most twenty of them
     * @param summary one line of counts
     */
    public record Report(long runs, List<Simulation.Result> failures, String summary) {}

    /** Runs {@code count} seeds from {@code first} on, and prints progress and failures. */
    public static Report run(long first, long count, Mutant mutant, PrintStream out) throws InterruptedException {
        return new Seeds(mutant, out).run(first, count);
    }

    private Report run(long first, long count) throws InterruptedException {
        long startedNanos = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                    add(runOne(seed), count);
                }
            });
        }
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.DAYS)) {
            throw new IllegalStateException("a day was not enough");
        }
        String summary = String.format(
                "simulation: %d seeds from %d, %d faults, writes %d acknowledged, %d unknown, %d refused, %d reads,"
                        + " %d changes told, %d repairs, %d records merged, %d events; %d failed; %.0f s",
                runs,
                first,
                faults,
                acks,
                unknowns,
                refusals,
                reads,
                told,
                repairs,
                merged,
                events,
                failures.size(),
                (System.nanoTime() - startedNanos) / 1e9);
        out.println(summary);
        return new Report(runs, List.copyOf(failures), summary);
    }

    private Simulation.Result runOne(long seed) {
        try {
            return Simulation.run(seed, mutant);
        } catch (RuntimeException e) {
            throw new IllegalStateException("seed " + seed + " can't be run", e);
        }
    }

    private synchronized void add(Simulation.Result result, long count) {
        runs++;
        faults += result.faults().size();
        acks += result.acks();
        unknowns += result.unknowns();
        refusals += result.refusals();
        reads += result.reads();
        told += result.told();
        repairs += result.repairs();
        merged += result.merged();
        events += result.events();
        if (!result.violations().isEmpty() && failures.size() < KEPT_FAILURES) {
            failures.add(result);
            out.println("seed " + result.seed() + " " + result.faults());
            result.violations().stream().limit(5).forEach(violation -> out.println("  VIOLATION " + violation));
        }
        if (runs % PROGRESS_EVERY == 0) {
            out.printf("  %d of %d seeds%n", runs, count);
        }
    }
}
