package dev.lux.harness.lease;

import java.util.concurrent.ThreadLocalRandom;

/** One worker and what it knows of its lease. Its carrier beats its heart; any thread may silence it. */
final class Worker {
    private final String id;
    private String holder = "";
    private long nextNanos;
    private long triedNanos;
    private long sentNanos;
    private long acknowledgedNanos;
    private boolean silent;
    private boolean ownerKilled;

    Worker(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized String holder() {
        return holder;
    }

    /** It has taken its lease by a write that was sent then. */
    synchronized void took(String token, long sentAtNanos, long leaseNanos) {
        holder = token;
        triedNanos = sentAtNanos;
        acknowledged(sentAtNanos, leaseNanos);
    }

    /** Whether a heartbeat is to be sent now, which then counts as tried. */
    synchronized boolean isDue(long nowNanos) {
        if (silent || nowNanos < nextNanos) {
            return false;
        }
        triedNanos = nowNanos;
        return true;
    }

    /** The lease was renewed by what was sent then. */
    synchronized void acknowledged(long sentAtNanos, long leaseNanos) {
        sentNanos = sentAtNanos;
        acknowledgedNanos = System.nanoTime();
        double part = ThreadLocalRandom.current().nextDouble(LeasePlan.SOONEST, LeasePlan.LATEST);
        nextNanos = acknowledgedNanos + (long) (leaseNanos * part);
    }

    synchronized void silence() {
        silent = true;
    }

    synchronized boolean isSilent() {
        return silent;
    }

    /** The node that is killed owned its document. */
    synchronized void ownerIsKilled() {
        ownerKilled = true;
    }

    synchronized boolean isOwnerKilled() {
        return ownerKilled;
    }

    /** When the last renewal that was acknowledged was sent: the lease ran from some moment after it. */
    synchronized long sentNanos() {
        return sentNanos;
    }

    /** By when the last renewal that may have arrived was surely decided. */
    synchronized long lastNanos() {
        return Math.max(acknowledgedNanos, triedNanos);
    }
}
