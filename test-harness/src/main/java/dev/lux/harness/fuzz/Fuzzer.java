package dev.lux.harness.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Feeds one target: its seeds first, then damaged copies of them and of whatever came to something new. The same seed
 * makes the same inputs in the same order; only how many there are is the machine's to say.
 */
public final class Fuzzer {
    /** So many are kept to be damaged further; beyond, one that was kept before gives way. */
    private static final int MOST_KEPT = 2_000;

    private static final int MOST_OUTCOMES = 10_000;
    private static final int MOST_FINDINGS = 10;
    /** One in so many is tried at length. */
    private static final int GROWS_EVERY = 500;
    /** An input that takes so much of a processor, with all that is done to make it smaller, will not end. */
    private static final long ENDLESS_NANOS = 20_000_000_000L;

    private static final long LOOK_MILLIS = 20;

    private final FuzzTarget target;
    private final long seed;
    private final Random random;
    private final Mutator mutator;
    private final List<byte[]> kept = new ArrayList<>();
    private final List<byte[]> found = new ArrayList<>();
    private final Set<String> outcomes = new HashSet<>();
    private final TreeMap<String, Finding> findings = new TreeMap<>();
    /** What is read now, for the thread that watches. */
    private volatile Now now = new Now(0, new byte[0]);

    private long inputs;
    private long accepted;
    private long refused;
    private long grown;

    private record Now(long number, byte[] input) {}

    /**
     * How much is tried.
     *
     * @param atLeast so many inputs, whatever time they take
     * @param time after which no more are tried
     */
    public record Effort(long atLeast, Duration time) {}

    /**
     * @param grown inputs that were tried at length
     * @param outcomes different ones
     * @param findings one for each fault
     * @param kept inputs that came to something new, beside the target's own
     */
    public record Report(
            String target,
            long inputs,
            long accepted,
            long refused,
            long grown,
            int outcomes,
            List<Finding> findings,
            List<byte[]> kept) {
        @Override
        public String toString() {
            return String.format(
                    "%-14s %,12d inputs, %,11d accepted, %,11d refused, %,6d grown, %,4d outcomes, %d findings",
                    target, inputs, accepted, refused, grown, outcomes, findings.size());
        }
    }

    private Fuzzer(FuzzTarget target, long seed) {
        this.target = target;
        this.seed = seed;
        this.random = new Random(seed * 31 + target.name().hashCode());
        this.mutator = new Mutator(random, target);
    }

    /**
     * Runs on a thread of its own, which is left to itself when an input does not end.
     *
     * @param more inputs to begin with, beside the target's own
     */
    public static Report run(FuzzTarget target, long seed, Effort effort, List<byte[]> more) {
        Fuzzer fuzzer = new Fuzzer(target, seed);
        AtomicReference<Report> report = new AtomicReference<>();
        Thread thread = new Thread(() -> report.set(fuzzer.run(effort, more)), "fuzz-" + target.name());
        thread.setDaemon(true);
        thread.start();
        return fuzzer.watch(thread, report);
    }

    // Whether it is still the very same input that is read.
    @SuppressWarnings("ReferenceEquality")
    private Report watch(Thread thread, AtomicReference<Report> report) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Now since = now;
        long began = 0;
        while (thread.isAlive()) {
            try {
                thread.join(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            long spent = threads.getThreadCpuTime(thread.getId());
            if (now != since) {
                since = now;
                began = spent;
            } else if (spent - began > ENDLESS_NANOS) {
                return endless(since, thread.getStackTrace());
            }
        }
        Report done = report.get();
        if (done == null) {
            throw new IllegalStateException("the fuzzer itself has failed, see above");
        }
        return done;
    }

    /** The thread still runs, so that nothing of its own is looked at. */
    private Report endless(Now at, StackTraceElement[] stack) {
        IllegalStateException failure = new IllegalStateException("it is here");
        failure.setStackTrace(stack);
        Finding finding =
                new Finding(target.name(), "an input without end", failure, seed, at.number(), at.input(), at.input());
        return new Report(target.name(), at.number(), 0, 0, 0, 0, List.of(finding), List.of());
    }

    private Report run(Effort effort, List<byte[]> more) {
        long deadline = System.nanoTime() + effort.time().toNanos();
        for (byte[] input : target.seeds()) {
            tryOne(input);
            kept.add(input);
        }
        more.forEach(this::tryOne);
        while (findings.size() < MOST_FINDINGS && (inputs < effort.atLeast() || System.nanoTime() - deadline < 0)) {
            byte[] one = kept.isEmpty() ? new byte[0] : mutator.pick(kept);
            tryOne(mutator.mutate(one, kept.isEmpty() ? one : mutator.pick(kept)));
            if (inputs % GROWS_EVERY == 0) {
                grow(one);
            }
        }
        return new Report(
                target.name(),
                inputs,
                accepted,
                refused,
                grown,
                outcomes.size(),
                List.copyOf(findings.values()),
                List.copyOf(found));
    }

    private void tryOne(byte[] input) {
        now = new Now(inputs, input);
        Attempt attempt = Attempt.at(target, input);
        inputs++;
        if (attempt.failure() != null) {
            failed(input, attempt);
            return;
        }
        if (attempt.words().startsWith("accepted")) {
            accepted++;
        } else {
            refused++;
        }
        if (outcomes.size() < MOST_OUTCOMES && outcomes.add(attempt.words())) {
            keep(input);
        }
    }

    private void keep(byte[] input) {
        found.add(input);
        if (kept.size() < MOST_KEPT) {
            kept.add(input);
        } else {
            kept.set(
                    target.seeds().size()
                            + random.nextInt(MOST_KEPT - target.seeds().size()),
                    input);
        }
    }

    private void failed(byte[] input, Attempt attempt) {
        String fault = attempt.fault();
        if (findings.containsKey(fault)) {
            return;
        }
        byte[] smaller =
                Smaller.of(input, less -> Attempt.at(target, less).fault().equals(fault));
        Throwable failure = Attempt.at(target, smaller).failure();
        findings.put(
                fault,
                new Finding(
                        target.name(),
                        fault,
                        failure == null ? new IllegalStateException("it was not there again") : failure,
                        seed,
                        inputs,
                        input,
                        smaller));
    }

    private void grow(byte[] input) {
        grown++;
        now = new Now(inputs, input);
        byte[] tooMuch = Growth.tooMuch(target, Growth.Shape.draw(input, random));
        if (tooMuch == null) {
            return;
        }
        Attempt again = Attempt.at(target, tooMuch);
        if (again.failure() != null) {
            failed(tooMuch, again);
            return;
        }
        String fault = "an input of eight times the length takes far more than eight times as long";
        findings.putIfAbsent(
                fault,
                new Finding(target.name(), fault, new IllegalStateException(fault), seed, inputs, tooMuch, tooMuch));
    }

    /** Reads one input again. @return what it came to */
    static Attempt replay(FuzzTarget target, byte[] input) {
        return Attempt.at(target, input);
    }
}
