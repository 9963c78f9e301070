package dev.lux.harness.budget;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and holds what they allocate against the budgets. */
public final class Budgets {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Measured, and a fifth more; what has become twice as much shows. */
    private static final List<Budget> ALL = List.of(
            new Budget("parseSmall", 1_300),
            new Budget("parseLarge", 6_100),
            new Budget("applyPut", 370),
            new Budget("applyMergePatch", 4_300),
            new Budget("encodeState", 1_050),
            new Budget("encodePatch", 1_250),
            new Budget("oneDocument", 20),
            new Budget("board", 200));

    private Budgets() {}

    /**
     * @param forks JVMs of their own that measure one after the other
     * @param millis how long each of the three measurements of a benchmark takes
     * @return whether everything stayed within its budget
     */
    public static boolean hold(int forks, int millis, PrintStream out) throws RunnerException {
        Collection<RunResult> results = new Runner(options(forks, millis)).run();
        out.printf("%-18s %12s %12s %12s%n", "operation", "ns", "bytes", "budget");
        boolean within = results.size() == ALL.size();
        for (Budget budget : ALL) {
            RunResult result = of(results, budget.benchmark());
            double bytes = allocated(result);
            boolean holds = bytes <= budget.bytes();
            within &= holds;
            out.printf(
                    Locale.ROOT,
                    "%-18s %12.1f %12.1f %12d%s%n",
                    budget.benchmark(),
                    result.getPrimaryResult().getScore(),
                    bytes,
                    budget.bytes(),
                    holds ? "" : "  EXCEEDED");
        }
        return within;
    }

    private static Options options(int forks, int millis) {
        TimeValue time = TimeValue.milliseconds(millis);
        return new OptionsBuilder()
                .include("dev\\.lux\\.harness\\.budget\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                // Not this JVM's own flags; and code is compiled before it runs on, however busy the machine is.
                .jvmArgs("-Xmx512m", "-Xbatch")
                .warmupIterations(3)
                .warmupTime(time)
                .measurementIterations(3)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static RunResult of(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(benchmark))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(benchmark + " was not measured"));
    }

    @SuppressWarnings("rawtypes") // as JMH has it
    private static double allocated(RunResult result) {
        for (Map.Entry<String, Result> each : result.getSecondaryResults().entrySet()) {
            if (each.getKey().endsWith(ALLOCATED)) {
                return each.getValue().getScore();
            }
        }
        throw new IllegalStateException("this JVM does not count what threads allocate");
    }
}
