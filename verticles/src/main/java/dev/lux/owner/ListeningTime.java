package dev.lux.owner;

import dev.lux.time.Clock;
import java.time.Duration;

/**
 * Time in which this owner could hear from holders of leases. It stands still while the process does (stopped, or a
 * machine that sleeps), and after that nothing runs out until what was sent meanwhile has had time to arrive: so a pause
 * of the owner makes a deadline late, and never a holder silent.
 *
 * <p>Belongs to the owner's event loop, which looks many times a second.
 */
final class ListeningTime {
    /** A collection of garbage is no absence. */
    private static final long LONGEST_STEP_NANOS = Duration.ofMillis(250).toNanos();

    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Clock clock;
    private long lastNanos;
    private long listenedNanos;
    private long nothingBeforeNanos;

    ListeningTime(Clock clock) {
        this.clock = clock;
        this.lastNanos = clock.elapsedNanos();
    }

    /** Looks at the clock. @return how much of it has passed */
    long look() {
        long nowNanos = clock.elapsedNanos();
        long step = nowNanos - lastNanos;
        lastNanos = nowNanos;
        if (step > LONGEST_STEP_NANOS) {
            listenedNanos += LONGEST_STEP_NANOS;
            nothingBeforeNanos = listenedNanos + GRACE_NANOS;
        } else {
            listenedNanos += Math.max(step, 0);
        }
        return listenedNanos;
    }

    /** Whether what is due at that time had run out when the clock was looked at last. */
    boolean isPast(long dueNanos) {
        return dueNanos <= listenedNanos && listenedNanos >= nothingBeforeNanos;
    }
}
