package dev.lux.harness.lease;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what subscribers saw against what workers know, whatever happened to the nodes in between. A lease is measured
 * by the owner from when it heard, so a worker's own times only bound it: what is called wrong here is surely wrong.
 */
final class AttendanceJudge {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long leaseNanos;

    AttendanceJudge(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    /**
     * @param marks that one subscriber saw of the worker's document, in order; versions seen again are left out
     * @param staleNow whether the last that it saw of the document was marked
     */
    List<String> judge(String what, Attendance worker, List<Sighting> marks, boolean staleNow) {
        List<String> violations = new ArrayList<>();
        List<Long> moments = worker.mayBeMarkedFrom(leaseNanos);
        if (marks.size() > moments.size()) {
            violations.add(what + " was marked " + marks.size() + " times, and was silent for a lease at most "
                    + moments.size() + " times");
        }
        for (int i = 0; i < Math.min(marks.size(), moments.size()); i++) {
            long early = moments.get(i) - marks.get(i).atNanos();
            if (early > 0) {
                violations.add(what + " was marked at least " + early / NANOS_PER_MILLI + " ms before its time");
            }
        }
        if (staleNow != worker.isSilent()) {
            violations.add(
                    what + (staleNow ? " is alive and is shown as stale" : " is silent and is not shown as stale"));
        }
        return violations;
    }

    /**
     * A marked version.
     *
     * @param atNanos when it was first seen
     */
    record Sighting(long version, long atNanos) {}
}
