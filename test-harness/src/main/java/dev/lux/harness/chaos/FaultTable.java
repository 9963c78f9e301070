package dev.lux.harness.chaos;

import dev.lux.harness.check.ConvergenceTimes;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import java.util.List;
import java.util.Locale;

/** What happened in a run, for people: counts, and a line for each fault. It reads well as Markdown too. */
final class FaultTable {
    private static final String ROW = "| %-14s | %-16s | %8s | %8s | %8s | %8s | %9s | %9s | %9s | %s |%n";

    private FaultTable() {}

    static String of(Recorded history) {
        List<ClientWrite> writes = ClientWrite.of(history);
        ConvergenceTimes convergence = new ConvergenceTimes(history);
        StringBuilder text = new StringBuilder();
        text.append(counts(history, writes));
        text.append(String.format(
                ROW,
                "fault",
                "kind",
                "start s",
                "broken s",
                "lasted s",
                "writes",
                "longest s",
                "p99 ms",
                "all ms",
                "proof"));
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
        for (Fault fault : history.faults()) {
            text.append(row(fault, writes, convergence));
        }
        text.append("(broken: until it was in effect; writes, longest: those that overlapped it, retries included;"
                + " p99, all: after it was over, until the subscribers held what had been acknowledged by then)\n");
        return text.toString();
    }

    private static String counts(Recorded history, List<ClientWrite> writes) {
        long ok = writes.stream().filter(ClientWrite::isAcknowledged).count();
        long refused = count(writes, Outcome.Refused.class);
        long failed = count(writes, Outcome.NotApplied.class);
        long unknown = count(writes, Outcome.Unknown.class);
        long attempts = writes.stream().mapToLong(ClientWrite::attempts).sum();
        return String.format(
                Locale.ROOT,
                "%s%nwrites: %d ok, %d refused by a condition, %d failed, %d unknown; %d attempts%n%n",
                history.about(),
                ok,
                refused,
                failed,
                unknown,
                attempts);
    }

    private static long count(List<ClientWrite> writes, Class<? extends Outcome> outcome) {
        return writes.stream()
                .filter(write -> outcome.isInstance(write.last().outcome()))
                .count();
    }

    private static String row(Fault fault, List<ClientWrite> writes, ConvergenceTimes convergence) {
        List<ClientWrite> met =
                writes.stream().filter(write -> write.overlaps(fault)).toList();
        long longest = met.stream().mapToLong(ClientWrite::took).max().orElse(0);
        return String.format(
                ROW,
                fault.name(),
                fault.kind(),
                seconds(fault.starts()),
                span(fault.starts(), fault.inEffect()),
                span(fault.starts(), fault.over()),
                met.size(),
                seconds(longest),
                convergence.millis(fault, 99),
                convergence.millis(fault, 100),
                fault.proof());
    }

    private static String span(long from, long to) {
        return to == Fault.NEVER ? "-" : seconds(to - from);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }
}
