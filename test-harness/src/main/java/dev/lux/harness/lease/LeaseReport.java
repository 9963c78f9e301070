package dev.lux.harness.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen, judged. */
public final class LeaseReport {
    private static final int MOST_SHOWN = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<String> violations = new ArrayList<>();
    private final List<Double> inTime = new ArrayList<>();
    private final List<Double> afterDeath = new ArrayList<>();
    private final long leaseNanos;
    private final long renewals;

    private LeaseReport(LeasePlan plan, long renewals) {
        this.leaseNanos = plan.lease().toNanos();
        this.renewals = renewals;
    }

    static LeaseReport of(LeasePlan plan, List<Worker> workers, List<StaleWatch> watches, Crowd crowd) {
        LeaseReport report = new LeaseReport(plan, crowd.renewals());
        report.violations.addAll(crowd.violations());
        for (StaleWatch watch : watches) {
            report.violations.addAll(watch.violations());
            for (Worker worker : workers) {
                report.judge(worker, watch);
            }
        }
        return report;
    }

    private void judge(Worker worker, StaleWatch watch) {
        List<StaleWatch.Mark> marks = watch.of(worker);
        String what = worker.id() + " at " + watch.name();
        if (!worker.isSilent()) {
            if (!marks.isEmpty()) {
                violations.add(what + " is alive and was seen stale: " + marks);
            }
            return;
        }
        if (marks.size() != 1 || !marks.get(0).stale()) {
            violations.add(what + " fell silent and was to be seen stale once: " + marks);
            return;
        }
        long seen = marks.get(0).atNanos();
        if (seen - worker.sentNanos() < leaseNanos) {
            violations.add(what + " was stale " + (leaseNanos - (seen - worker.sentNanos())) / NANOS_PER_MILLI
                    + " ms before its time");
        }
        double late = (seen - worker.lastNanos() - leaseNanos) / NANOS_PER_MILLI;
        (worker.isOwnerKilled() ? afterDeath : inTime).add(late);
    }

    public boolean isPassed() {
        return violations.isEmpty();
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** How late, in milliseconds, documents were seen stale whose owner lived. */
    public List<Double> lateMillis() {
        return List.copyOf(inTime);
    }

    /** The table of delays, and what was wrong. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%d renewals were acknowledged%n%n", renewals));
        text.append(String.format(
                Locale.ROOT,
                "| %-34s | %9s | %8s | %8s | %8s | %8s |%n|---|---:|---:|---:|---:|---:|%n",
                "seen stale, after the lease's end",
                "sightings",
                "p50 ms",
                "p99 ms",
                "least ms",
                "most ms"));
        text.append(row("owner lived", inTime));
        text.append(row("owner was killed: new one waits anew", afterDeath));
        text.append(
                String.format(Locale.ROOT, "%n%s: %d violations%n", isPassed() ? "PASS" : "FAIL", violations.size()));
        violations.stream()
                .limit(MOST_SHOWN)
                .forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    private static String row(String name, List<Double> late) {
        List<Double> sorted = late.stream().sorted().toList();
        return sorted.isEmpty()
                ? String.format(Locale.ROOT, "| %-34s | %9d | | | | |%n", name, 0)
                : String.format(
                        Locale.ROOT,
                        "| %-34s | %9d | %8.0f | %8.0f | %8.0f | %8.0f |%n",
                        name,
                        sorted.size(),
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                        sorted.get(0),
                        sorted.get(sorted.size() - 1));
    }
}
