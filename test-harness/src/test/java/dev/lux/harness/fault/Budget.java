package dev.lux.harness.fault;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints how long a class of tests took, and how long it is meant to take on a machine of two idle cores. */
final class Budget implements BeforeAllCallback, AfterAllCallback {
    private final Duration budget;
    private long startNanos;

    Budget(Duration budget) {
        this.budget = budget;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startNanos = System.nanoTime();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        System.out.printf(
                "%s took %d s of %d s%s%n",
                context.getDisplayName(),
                took.toSeconds(),
                budget.toSeconds(),
                took.compareTo(budget) > 0 ? ": over its budget" : "");
    }
}
