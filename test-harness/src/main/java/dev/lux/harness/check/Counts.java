package dev.lux.harness.check;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is in a history.
 *
 * @param acknowledged writes that were; {@code refused} by a condition; {@code notApplied} surely; {@code unknown}
 * @param reads that were answered
 * @param frames with a state or a deletion
 * @param contended documents on which writes of different clients overlapped
 * @param conditional writes with a condition, of {@code contendedWrites} to contended documents
 * @param clients that wrote
 * @param atOnce how many writes were in flight at most
 */
record Counts(
        int acknowledged,
        int refused,
        int notApplied,
        int unknown,
        int reads,
        long frames,
        int documents,
        int contended,
        int conditional,
        int contendedWrites,
        int clients,
        int atOnce) {
    static Counts of(Recorded history) {
        List<Call> writes = new ArrayList<>();
        int reads = 0;
        int contended = 0;
        int contendedWrites = 0;
        int conditional = 0;
        for (List<Call> calls : history.calls().values()) {
            List<Call> mine =
                    calls.stream().filter(call -> call.write() != null).toList();
            reads += (int) calls.stream()
                    .filter(call -> call.outcome() instanceof Outcome.Seen)
                    .count();
            writes.addAll(mine);
            if (isContended(mine)) {
                contended++;
                contendedWrites += mine.size();
                conditional += (int) mine.stream().filter(Counts::isConditional).count();
            }
        }
        return new Counts(
                count(writes, Outcome.Applied.class),
                count(writes, Outcome.Refused.class),
                count(writes, Outcome.NotApplied.class),
                count(writes, Outcome.Unknown.class),
                reads,
                history.sessions().stream()
                        .flatMap(session -> session.steps().stream())
                        .filter(Step.Told.class::isInstance)
                        .count(),
                history.calls().size(),
                contended,
                conditional,
                contendedWrites,
                (int) writes.stream().map(Call::client).distinct().count(),
                atOnce(writes));
    }

    private static int count(List<Call> writes, Class<? extends Outcome> outcome) {
        return (int) writes.stream()
                .filter(call -> outcome.isInstance(call.outcome()))
                .count();
    }

    private static boolean isConditional(Call call) {
        return call.write() != null && !(call.write().condition() instanceof Op.Condition.None);
    }

    /** @param writes by the time at which they were asked */
    private static boolean isContended(List<Call> writes) {
        Call longest = null;
        for (Call write : writes) {
            if (longest != null && !longest.client().equals(write.client()) && write.asked() <= longest.answered()) {
                return true;
            }
            if (longest == null || write.answered() > longest.answered()) {
                longest = write;
            }
        }
        return false;
    }

    private static int atOnce(List<Call> writes) {
        record Change(long at, int by) {}
        List<Change> changes = new ArrayList<>();
        for (Call write : writes) {
            changes.add(new Change(write.asked(), 1));
            changes.add(new Change(write.answered(), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparing(Change::by));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    /** How many writes were in flight at some time of a fault: while it was in effect, if that is known. */
    static int overlapping(Recorded history, Fault fault) {
        boolean lasts = fault.inEffect() != Fault.NEVER && fault.ending() != Fault.NEVER;
        long from = lasts ? fault.inEffect() : fault.starts();
        long to = lasts && fault.ending() > from ? fault.ending() : fault.over();
        int overlapping = 0;
        for (Call call : history.allCalls()) {
            if (call.write() != null && call.asked() <= to && call.answered() >= from) {
                overlapping++;
            }
        }
        return overlapping;
    }

    double conditionalShare() {
        return contendedWrites == 0 ? 0 : (double) conditional / contendedWrites;
    }

    int writes() {
        return acknowledged + refused + notApplied + unknown;
    }

    List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d writes by %d clients, %d at once: %d acknowledged, %d refused, %d not applied, %d unknown",
                        writes(),
                        clients,
                        atOnce,
                        acknowledged,
                        refused,
                        notApplied,
                        unknown),
                String.format(
                        Locale.ROOT,
                        "%d documents, %d contended with %d writes, %.1f %% of them conditional",
                        documents,
                        contended,
                        contendedWrites,
                        100 * conditionalShare()),
                String.format(Locale.ROOT, "%d reads, %d frames", reads, frames));
    }
}
