package dev.lux.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What happens when: an endless list of changes, the same for the same seed. First everybody's first state, at once;
 * then steps in the order of their times. Each producer has its own randomness.
 */
public final class Script {
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparing(Turn::slot));
    private final List<Producer> stage;
    private final Map<String, Map<String, Object>> overview = new HashMap<>();
    private final Deque<Change> ready = new ArrayDeque<>();

    /** When the producer at a place of the stage steps next. */
    private record Turn(Duration at, int slot, SplittableRandom random) {}

    public Script(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        stage = new ArrayList<>(Cast.of(random));
        for (int slot = 0; slot < stage.size(); slot++) {
            write(Duration.ZERO, stage.get(slot));
            plan(Duration.ZERO, slot, random.split());
        }
        overview(Duration.ZERO);
    }

    /** Takes the next change; its time is never before that of the one taken last. */
    public Change next() {
        while (ready.isEmpty()) {
            step(turns.remove());
        }
        return ready.remove();
    }

    private void step(Turn turn) {
        Producer before = stage.get(turn.slot());
        Producer after = before.step(turn.random());
        stage.set(turn.slot(), after);
        if (!after.id().equals(before.id())) {
            ready.add(new Change(turn.at(), before.id(), Map.of()));
        }
        if (!after.equals(before)) {
            write(turn.at(), after);
        }
        overview(turn.at());
        plan(turn.at(), turn.slot(), turn.random());
    }

    private void plan(Duration now, int slot, SplittableRandom random) {
        turns.add(new Turn(now.plus(stage.get(slot).pause(random)), slot, random));
    }

    private void write(Duration at, Producer producer) {
        ready.add(new Change(at, producer.id(), producer.data()));
    }

    private void overview(Duration at) {
        Overview.of(stage).forEach((id, data) -> {
            if (!data.equals(overview.put(id, data))) {
                ready.add(new Change(at, id, data));
            }
        });
    }
}
