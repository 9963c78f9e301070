package dev.lux.harness.fault;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints how long a class of tests took, and fails it when that was more than it may take. */
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
        System.out.printf("%s took %d s of %d s%n", context.getDisplayName(), took.toSeconds(), budget.toSeconds());
        if (took.compareTo(budget) > 0) {
            throw new AssertionError(context.getDisplayName() + " took " + took + ", more than " + budget);
        }
    }
}
