package dev.lux.harness;

import dev.lux.harness.simulation.Mutant;
import dev.lux.harness.simulation.Seeds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: the protocol between nodes under simulated faults. */
@Command(
        name = "simulate",
        description = "Runs owners, replicas and writers on a simulated clock, network and store, with faults by seed.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--seeds", description = "How many runs, ${DEFAULT-VALUE} by default.")
    private long seeds = 10_000;

    @Option(
            names = "--from",
            description = "The first seed, ${DEFAULT-VALUE} by default; a seed alone repeats its run.")
    private long from = 1;

    @Option(
            names = "--mutant",
            description = "A protocol that is wrong on purpose, to see it found: ${COMPLETION-CANDIDATES}.")
    private Mutant mutant = Mutant.NONE;

    @Override
    public Integer call() throws InterruptedException {
        Seeds.Report report = Seeds.run(from, seeds, mutant, Main.out());
        Main.out().println(report.failures().isEmpty() ? "PASS" : "FAIL");
        return report.failures().isEmpty() ? 0 : 1;
    }
}
