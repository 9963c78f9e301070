package dev.lux.loop;

import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** An event loop and its clock, both of which stand still until the test moves them. Belongs to the test's thread. */
public final class ManualLoop implements Loop, Clock {
    private static final long STARTED_WALL_MICROS = 1_781_734_680_000_000L;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
    private long nowNanos = Duration.ofDays(1).toNanos();
    private long lastOrder;
    private boolean running;

    private record Due(long atNanos, long order, Runnable task) {}

    @Override
    public void run(Runnable task) {
        ready.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due timer = new Due(nowNanos + delay.toNanos(), ++lastOrder, task);
        due.add(timer);
        return () -> due.remove(timer);
    }

    /** Runs everything that is ready, and what becomes ready by that. */
    public void turn() {
        if (running) {
            throw new AssertionError("a turn inside a turn");
        }
        running = true;
        try {
            for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
                task.run();
            }
        } finally {
            running = false;
        }
    }

    /** Runs everything that is ready or becomes due while so much time passes. */
    public void pass(Duration time) {
        long until = nowNanos + time.toNanos();
        turn();
        while (!due.isEmpty() && due.element().atNanos <= until) {
            Due next = due.remove();
            nowNanos = next.atNanos;
            ready.add(next.task);
            turn();
        }
        nowNanos = until;
    }

    /** Lets time pass until the answer is there, ten seconds at most. @return the answer */
    public <T> T await(Future<T> answer) {
        until(answer::isComplete);
        if (answer.failed()) {
            throw new AssertionError(answer.cause());
        }
        return answer.result();
    }

    /** Lets time pass until it holds, ten seconds at most. */
    public void until(BooleanSupplier holds) {
        turn();
        for (int waits = 0; !holds.getAsBoolean(); waits++) {
            if (waits == 1_000) {
                throw new AssertionError("not within ten seconds");
            }
            pass(Duration.ofMillis(10));
        }
    }

    /** How many timers wait. */
    public int timers() {
        return due.size();
    }

    @Override
    public long wallMicros() {
        return STARTED_WALL_MICROS + nowNanos / 1_000;
    }

    @Override
    public long elapsedNanos() {
        return nowNanos;
    }
}
