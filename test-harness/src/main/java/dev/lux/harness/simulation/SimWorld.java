package dev.lux.harness.simulation;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;

/** Simulated time: events in the order of their times, and chance from one seed. Belongs to one thread. */
final class SimWorld {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private long nowNanos;
    private long sequence;
    private long happened;

    private record Event(long atNanos, long sequence, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    SimWorld(long seed) {
        random = new Random(seed);
    }

    long nowNanos() {
        return nowNanos;
    }

    Random random() {
        return random;
    }

    void at(long atNanos, Runnable task) {
        events.add(new Event(Math.max(atNanos, nowNanos), ++sequence, task));
    }

    void after(Duration delay, Runnable task) {
        at(nowNanos + delay.toNanos(), task);
    }

    /** From {@code least} to {@code most}. */
    Duration between(Duration least, Duration most) {
        long spread = most.toNanos() - least.toNanos();
        return least.plusNanos(spread <= 0 ? 0 : Math.floorMod(random.nextLong(), spread + 1));
    }

    Duration millis(long least, long most) {
        return between(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Lets everything happen until then. */
    void runUntil(long untilNanos) {
        while (!events.isEmpty() && events.element().atNanos <= untilNanos) {
            Event next = events.remove();
            nowNanos = next.atNanos;
            happened++;
            next.task.run();
        }
        nowNanos = Math.max(nowNanos, untilNanos);
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }
}
