package dev.lux.harness.check;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node that could reach no quorum acknowledged a write, or decided or read anything (I5). It could reach none
 * from when a fault that isolates it was in effect until the fault began to end; an answer that it gave before may still
 * have been on its way for the margin.
 */
public final class MinorityChecker implements Checker {
    private final long margin;

    public MinorityChecker(Duration margin) {
        this.margin = margin.toNanos();
    }

    @Override
    public String name() {
        return "a minority acknowledges nothing";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        for (Fault fault : history.faults()) {
            if (fault.inEffect() == Fault.NEVER || fault.isolated().isEmpty()) {
                continue;
            }
            for (Call call : history.allCalls()) {
                if (fault.isolated().contains(call.node())
                        && call.answered() > fault.inEffect() + margin
                        && call.answered() <= fault.ending()
                        && isDecided(call.outcome())) {
                    violations.add(new Violation(
                            call.node(),
                            (call.acknowledgement() == null ? "answered" : "acknowledged") + " without a quorum, in "
                                    + fault + ":\n  " + call));
                }
            }
        }
        return violations;
    }

    private static boolean isDecided(Outcome outcome) {
        return !(outcome instanceof Outcome.Unknown) && !(outcome instanceof Outcome.NotApplied);
    }
}
