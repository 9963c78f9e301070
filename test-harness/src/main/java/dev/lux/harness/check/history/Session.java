package dev.lux.harness.check.history;

import java.util.List;

/** A subscriber over all its connections. */
public record Session(String name, List<Step> steps) {
    public Session {
        steps = List.copyOf(steps);
    }
}
