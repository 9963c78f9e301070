package dev.lux.harness.bench.load;

import java.time.Duration;

/**
 * What is written.
 *
 * @param documents how many take turns, in the order of their numbers
 * @param perSecond at what rate, however fast the server answers
 * @param time for how long
 */
public record WritePlan(int documents, double perSecond, Duration time) {
    public long writes() {
        return Math.round(perSecond * time.toNanos() / 1e9);
    }
}
