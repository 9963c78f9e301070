package dev.lux.harness.check;

import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What all checkers say of one history.
 *
 * @param about what the history says of itself
 * @param findings one per checker, in their order
 * @param lines what was counted and measured
 */
public record Verdict(String about, List<Finding> findings, List<String> lines) {
    private static final int SHOWN = 10;

    /** @param took nanoseconds of the check */
    public record Finding(String check, List<Violation> violations, long took) {}

    /** Runs the checkers, one after the other. */
    public static Verdict of(Recorded history, List<Checker> checkers) {
        List<Finding> findings = new ArrayList<>();
        List<String> lines = new ArrayList<>(Counts.of(history).lines());
        for (Fault fault : history.faults()) {
            lines.add("fault " + fault + " at " + Texts.span(fault.starts(), fault.over()) + ": "
                    + Counts.overlapping(history, fault) + " writes overlapped it; " + fault.proof());
        }
        for (Checker checker : checkers) {
            long began = System.nanoTime();
            List<Violation> violations = checker.check(history);
            findings.add(new Finding(checker.name(), List.copyOf(violations), System.nanoTime() - began));
            lines.addAll(checker.figures(history));
        }
        return new Verdict(history.about(), List.copyOf(findings), List.copyOf(lines));
    }

    public boolean isPassed() {
        return findings.stream().allMatch(finding -> finding.violations().isEmpty());
    }

    /** The report: what broke first, then a table of the checks, then what was in the history. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(isPassed() ? "PASS" : "FAIL").append("  ").append(about).append('\n');
        for (Finding finding : findings) {
            append(text, finding);
        }
        for (Finding finding : findings) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-55s %s (%.1f s)%n",
                    finding.check(),
                    finding.violations().isEmpty() ? "ok" : finding.violations().size() + " violations",
                    finding.took() / 1e9));
        }
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, Finding finding) {
        finding.violations().stream()
                .limit(SHOWN)
                .forEach(violation -> text.append("  VIOLATION (")
                        .append(finding.check())
                        .append(") ")
                        .append(violation.toString().replace("\n", "\n    "))
                        .append('\n'));
        int more = finding.violations().size() - SHOWN;
        if (more > 0) {
            text.append("  and ")
                    .append(more)
                    .append(" more of ")
                    .append(finding.check())
                    .append('\n');
        }
    }

    /** The violations of one check. */
    public List<Violation> violations(String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .flatMap(finding -> finding.violations().stream())
                .toList();
    }
}
