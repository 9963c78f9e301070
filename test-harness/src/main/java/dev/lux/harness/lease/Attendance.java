package dev.lux.harness.lease;

import java.util.ArrayList;
import java.util.List;

/** What a worker knows of its own lease: when it was surely renewed. Written by its thread, read by any. */
final class Attendance {
    private final List<Renewal> renewals = new ArrayList<>();
    private boolean silent;

    /**
     * A renewal that was acknowledged: the owner counts the lease from some moment between the two.
     *
     * @param sent nanoseconds
     * @param acknowledged nanoseconds
     */
    record Renewal(long sent, long acknowledged) {}

    synchronized void renewed(long sentNanos, long acknowledgedNanos) {
        renewals.add(new Renewal(sentNanos, acknowledgedNanos));
    }

    /** It sends nothing any more. */
    synchronized void silence() {
        silent = true;
    }

    synchronized boolean isSilent() {
        return silent;
    }

    synchronized List<Renewal> renewals() {
        return List.copyOf(renewals);
    }

    /**
     * The moments from which on a mark would be right, one for each time in which the owner may not have heard for a
     * whole lease: a mark before the first of them, or one more than there are, marks a worker that was alive.
     */
    synchronized List<Long> mayBeMarkedFrom(long leaseNanos) {
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < renewals.size(); i++) {
            long sent = renewals.get(i).sent;
            boolean last = i == renewals.size() - 1;
            if (last ? silent : renewals.get(i + 1).acknowledged - sent >= leaseNanos) {
                moments.add(sent + leaseNanos);
            }
        }
        return moments;
    }
}
