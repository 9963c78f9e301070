package dev.lux.harness.check;

import java.util.List;

/** The checkers of a run on a cluster. */
public final class Checks {
    private Checks() {}

    /** All of them. */
    public static List<Checker> all(Bounds bounds) {
        return List.of(
                new HardnessChecker(bounds.hardness()),
                new LinearizabilityChecker(),
                new ContentChecker(),
                new SurvivalChecker(),
                new ReaderChecker(),
                new SessionChecker(),
                new ConvergenceChecker(bounds.convergence()),
                new KeepUpChecker(bounds.convergence()),
                new MinorityChecker(bounds.minorityMargin()),
                new MemoryChecker(bounds));
    }
}
