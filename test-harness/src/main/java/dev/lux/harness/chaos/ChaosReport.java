package dev.lux.harness.chaos;

import dev.lux.harness.check.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a run.
 *
 * @param problems beside the checkers' verdict: answers that no client should get, faults that could not be made
 * @param notes what the nodes' logs complain of; faults are reason for some
 */
public record ChaosReport(
        long seed, Verdict verdict, List<String> problems, List<String> notes, String table, Path folder) {
    public boolean isPassed() {
        return verdict.isPassed() && problems.isEmpty();
    }

    /** How many things were wrong. */
    public int violations() {
        return problems.size()
                + verdict.findings().stream()
                        .mapToInt(finding -> finding.violations().size())
                        .sum();
    }

    /** The whole verdict, as it is kept. */
    public String text() {
        StringBuilder text = new StringBuilder(verdict.text());
        problems.forEach(problem -> text.append("  VIOLATION ").append(problem).append('\n'));
        notes.forEach(note -> text.append("  log: ").append(note).append('\n'));
        return text.toString();
    }
}
