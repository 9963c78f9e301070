package dev.lux.harness.chaos;

import dev.lux.harness.model.Chance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Which fault comes next, and for how long: every kind once before any comes again. The same seed gives the same. */
final class Schedule {
    /** The longest is so many times the shortest. */
    private static final int SPREAD = 4;

    private final Random random;
    private final List<String> kinds;
    private final Duration hold;
    private final Deque<String> dealt = new ArrayDeque<>();

    /** @param hold the shortest; the longest is four times as long */
    Schedule(long seed, List<String> kinds, Duration hold) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("there is no fault to make");
        }
        this.random = Chance.of(seed, "schedule");
        this.kinds = List.copyOf(kinds);
        this.hold = hold;
    }

    String nextKind() {
        if (dealt.isEmpty()) {
            List<String> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            dealt.addAll(round);
        }
        return dealt.remove();
    }

    Duration nextHold() {
        return hold.plusMillis(random.nextInt(1 + (SPREAD - 1) * (int) hold.toMillis()));
    }
}
