package dev.lux.harness.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition with a deadline. */
public final class Await {
    private Await() {}

    /** Looks every millisecond; returns whether the condition came to hold in time. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        return until(atMost, Duration.ofMillis(1), condition);
    }

    /** @param pause between two looks, for what costs something to look at */
    public static boolean until(Duration atMost, Duration pause, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }
}
