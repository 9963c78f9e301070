package dev.lux.harness.check.history;

import java.util.Set;

/**
 * Something that was broken on purpose, with its times. A step that was not recorded has the time {@link #NEVER}; for a
 * fault that heals by itself the last steps follow one another.
 *
 * @param kind by which figures are put together: {@code kill}, {@code pause}, {@code partition}
 * @param isolated nodes that could reach no quorum from {@code inEffect} to {@code ending}
 * @param losesState whether acknowledged state may be lost
 * @param starts before its first step
 * @param inEffect it is known to be complete
 * @param ending before the first step that undoes it
 * @param over all is undone
 * @param proof what was observed that shows it; empty when nothing was
 */
public record Fault(
        String name,
        String kind,
        Set<String> isolated,
        boolean losesState,
        long starts,
        long inEffect,
        long ending,
        long over,
        String proof) {
    public static final long NEVER = Long.MAX_VALUE;

    /** What a fault moves to. */
    public enum Step {
        IN_EFFECT,
        ENDING,
        OVER
    }

    static Fault starting(Event.FaultStarts event) {
        return new Fault(
                event.fault(),
                event.kind(),
                Set.copyOf(event.isolated()),
                event.losesState(),
                event.at(),
                NEVER,
                NEVER,
                NEVER,
                "");
    }

    Fault moved(Event.FaultMoves event) {
        long at = event.at();
        return switch (event.step()) {
            case IN_EFFECT -> new Fault(name, kind, isolated, losesState, starts, at, ending, over, event.proof());
            case ENDING -> new Fault(name, kind, isolated, losesState, starts, inEffect, at, over, proof);
            case OVER -> new Fault(name, kind, isolated, losesState, starts, inEffect, ending, at, proof);
        };
    }

    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
