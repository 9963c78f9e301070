package dev.lux.harness.check;

import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.simulated.Bug;
import dev.lux.harness.check.simulated.Scenario;
import dev.lux.harness.check.simulated.SimulatedCluster;
import java.util.Locale;

/**
 * Prints how long each checker takes on histories as large as those of a long run. Not a test: what is fast enough is for
 * the reader to judge.
 */
public final class CheckerThroughput {
    private static final Bug[] BUGS = {Bug.NONE, Bug.FINAL_LOSS, Bug.STALE_READ, Bug.LOST_UPDATE};

    private CheckerThroughput() {}

    /** @param arguments documents, calls per document, share of lost answers; 1, 10000 and 0.05 by default */
    public static void main(String[] arguments) {
        int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        double lost = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0.05;
        int clients = 16;
        int phases = 4;
        for (Bug bug : BUGS) {
            int each = documents * calls / clients / phases;
            Scenario scenario = new Scenario(7, clients, documents, each, phases, lost, false, bug);
            Recorded history = SimulatedCluster.run(scenario).recorded();
            Verdict verdict = Verdict.of(history, Checks.all(SimulatedHistoriesTest.BOUNDS));
            System.out.println(
                    bug + ": " + verdict.lines().get(0) + "; " + verdict.lines().get(2));
            long all = history.calls().values().stream()
                    .mapToLong(list -> list.size())
                    .sum();
            for (Verdict.Finding finding : verdict.findings()) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-55s %8.1f ms %,12.0f calls/s %d violations%n",
                        finding.check(),
                        finding.took() / 1e6,
                        all * 1e9 / finding.took(),
                        finding.violations().size());
            }
        }
    }
}
