package dev.lux.harness.check;

import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.linear.Linearizability;
import java.util.ArrayList;
import java.util.List;

/** Whether all that was done to each document can be put in one order (I4). */
public final class LinearizabilityChecker implements Checker {
    /** Enough for any history that is in order; what needs more is broken in a way that has very many explanations. */
    private static final int MAX_STEPS = 2_000_000;

    private final Linearizability linearizability = new Linearizability(MAX_STEPS);

    @Override
    public String name() {
        return "linearizable per document";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        history.calls()
                .forEach((document, calls) -> linearizability
                        .check(calls, history.sightingsOf(document), history.losses())
                        .violations()
                        .forEach(what -> violations.add(new Violation(document, what))));
        return violations;
    }
}
