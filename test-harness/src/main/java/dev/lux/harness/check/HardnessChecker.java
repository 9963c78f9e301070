package dev.lux.harness.check;

import dev.lux.harness.check.Bounds.Hardness;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import java.util.ArrayList;
import java.util.List;

/** Whether enough happened for the other checkers to mean something: contention, conditions, and faults that hit. */
public final class HardnessChecker implements Checker {
    private final Hardness wanted;

    public HardnessChecker(Hardness wanted) {
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "the history is hard enough";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        Counts counts = Counts.of(history);
        if (counts.contended() == 0 || counts.contended() > wanted.contendedDocuments()) {
            report(violations, counts.contended() + " contended documents, not 1 to " + wanted.contendedDocuments());
        }
        if (counts.conditionalShare() < wanted.conditionalShare()) {
            report(
                    violations,
                    counts.conditional() + " of " + counts.contendedWrites()
                            + " writes to contended documents are conditional, less than "
                            + wanted.conditionalShare());
        }
        if (counts.clients() < wanted.clients() || counts.atOnce() < wanted.clients()) {
            report(
                    violations,
                    counts.clients() + " clients wrote, " + counts.atOnce() + " at once, less than "
                            + wanted.clients());
        }
        history.faults().forEach(fault -> checkFault(history, fault, violations));
        return violations;
    }

    private void checkFault(Recorded history, Fault fault, List<Violation> violations) {
        int overlapping = Counts.overlapping(history, fault);
        if (overlapping < wanted.writesPerFault()) {
            violations.add(new Violation(
                    fault.toString(), "overlapped " + overlapping + " writes, less than " + wanted.writesPerFault()));
        }
        if (fault.inEffect() == Fault.NEVER || fault.proof().isBlank()) {
            violations.add(new Violation(fault.toString(), "nothing proves that it happened"));
        }
        if (fault.over() == Fault.NEVER) {
            violations.add(new Violation(fault.toString(), "was not over when the history ended"));
        }
    }

    private static void report(List<Violation> violations, String what) {
        violations.add(new Violation("history", what));
    }
}
