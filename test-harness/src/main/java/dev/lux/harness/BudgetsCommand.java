package dev.lux.harness;

import dev.lux.harness.budget.Budgets;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code budgets}: what one step of the hot path costs. */
@Command(
        name = "budgets",
        description = "Measures parse, apply, encode and fan-out alone (JMH), and holds what they allocate to budgets.",
        mixinStandardHelpOptions = true)
final class BudgetsCommand implements Callable<Integer> {
    @Option(names = "--forks", description = "JVMs that measure one after the other, ${DEFAULT-VALUE} by default.")
    private int forks = 1;

    @Option(names = "--millis", description = "How long each measurement takes, ${DEFAULT-VALUE} by default.")
    private int millis = 1_000;

    @Override
    public Integer call() throws RunnerException {
        return Budgets.hold(forks, millis, Main.out()) ? 0 : 1;
    }
}
