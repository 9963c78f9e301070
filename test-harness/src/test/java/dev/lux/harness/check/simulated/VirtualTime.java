package dev.lux.harness.check.simulated;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that jumps from one thing that is due to the next. Nanoseconds. One thread. */
final class VirtualTime {
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::order));
    private long now;
    private long order;

    private record Due(long at, long order, Runnable what) {}

    long now() {
        return now;
    }

    void after(long nanos, Runnable what) {
        queue.add(new Due(now + nanos, order++, what));
    }

    /** Until nothing is due any more. */
    void run() {
        while (!queue.isEmpty()) {
            Due due = queue.remove();
            now = due.at();
            due.what().run();
        }
    }
}
