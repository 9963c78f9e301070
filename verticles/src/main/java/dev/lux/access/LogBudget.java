package dev.lux.access;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How many lines a second may be written of something that anybody can cause. Usable on any thread. */
final class LogBudget {
    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int written;
    private long left;

    LogBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** @return empty when this line is too many, else how many were since the last one that was not */
    synchronized OptionalLong take(long nowNanos) {
        long now = TimeUnit.NANOSECONDS.toSeconds(nowNanos);
        if (now != second) {
            second = now;
            written = 0;
        }
        if (written == perSecond) {
            left++;
            return OptionalLong.empty();
        }
        written++;
        long before = left;
        left = 0;
        return OptionalLong.of(before);
    }
}
