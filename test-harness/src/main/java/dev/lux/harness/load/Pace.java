package dev.lux.harness.load;

import java.util.concurrent.locks.LockSupport;

/** At most so many per second; what was missed is not made up for. One thread. */
final class Pace {
    private final long interval;
    private long next = System.nanoTime();

    Pace(double perSecond) {
        this.interval = Math.round(1e9 / perSecond);
    }

    /** Waits until it is time for the next one. */
    void await() {
        next += interval;
        long now = System.nanoTime();
        if (next < now) {
            next = now;
        }
        while (next > System.nanoTime() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
