package dev.lux.harness.prove;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints scores as a table that also reads well as Markdown. */
final class Scorecard {
    private Scorecard() {}

    static void print(PrintStream out, List<Score> scores, String where) {
        String row = "| %-27s | %-35s | %-4s | %-4s | %-7s | %15s | %20s |%n";
        out.printf(row, "use case", "proof", "CLI", "curl", "browser", "ack p50/p99 ms", "delivery p50/p99 ms");
        out.println("|---|---|---|---|---|---|---|");
        for (Score score : scores) {
            out.printf(
                    Locale.ROOT,
                    row,
                    score.useCase().name(),
                    score.useCase().proof(),
                    verdict(score.cli()),
                    verdict(score.curl()),
                    verdict(score.passed()),
                    score.ack().p50() + " / " + score.ack().p99(),
                    score.delivery().p50() + " / " + score.delivery().p99());
        }
        out.println();
        out.println(where);
        out.flush();
    }

    private static String verdict(boolean passed) {
        return passed ? "PASS" : "FAIL";
    }
}
