package dev.lux.harness.budget;

import dev.lux.loop.Loop;
import java.time.Duration;
import java.util.ArrayDeque;

/** An event loop that runs what it was given when it is told to. */
final class QueueLoop implements Loop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void run(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        // Nothing that is measured here waits for time.
        return () -> {};
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
