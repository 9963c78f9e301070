package dev.lux.websocket;

import java.time.Duration;

/** Whether a peer is there: something came from it, or something that was written to it went. Time is an argument. */
final class Liveness {
    private final long deadAfterNanos;
    private long lastSignNanos;
    private long lastUnsentBytes;

    Liveness(Duration deadAfter, long nowNanos) {
        this.deadAfterNanos = deadAfter.toNanos();
        this.lastSignNanos = nowNanos;
    }

    void heard(long nowNanos) {
        lastSignNanos = nowNanos;
    }

    /** @param unsentBytes what the kernel has not taken; fewer than before means that the peer takes some */
    boolean isDead(long unsentBytes, long nowNanos) {
        if (unsentBytes < lastUnsentBytes) {
            lastSignNanos = nowNanos;
        }
        lastUnsentBytes = unsentBytes;
        return nowNanos - lastSignNanos >= deadAfterNanos;
    }
}
