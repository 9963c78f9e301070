package dev.lux.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members that get one turn in each round, spread evenly over it: what is done for all of them does not hold up the
 * event loop for as long as all of it takes.
 *
 * <p>Belongs to one thread.
 */
final class Turns<T> {
    private final List<Set<T>> steps = new ArrayList<>();
    private final Map<T, Set<T>> stepOf = new HashMap<>();
    private int nextToGet;
    private int nextToTake;

    /** @param steps in a round */
    Turns(int steps) {
        for (int i = 0; i < steps; i++) {
            this.steps.add(new LinkedHashSet<>());
        }
    }

    /** Its first turn is within the round that begins now. */
    void add(T member) {
        Set<T> step = steps.get(nextToGet);
        nextToGet = (nextToGet + 1) % steps.size();
        if (stepOf.putIfAbsent(member, step) == null) {
            step.add(member);
        }
    }

    void remove(T member) {
        Set<T> step = stepOf.remove(member);
        if (step != null) {
            step.remove(member);
        }
    }

    /** Those whose turn it is in this step; the next call is the next step. */
    List<T> take() {
        List<T> turn = List.copyOf(steps.get(nextToTake));
        nextToTake = (nextToTake + 1) % steps.size();
        return turn;
    }

    List<T> all() {
        return List.copyOf(stepOf.keySet());
    }
}
