package dev.lux.loop;

import java.time.Duration;

/**
 * One event loop: tasks run one after another, none while another runs. What belongs to a loop is touched only there,
 * and needs no locks. A simulation implements it too.
 */
public interface Loop {
    /** Runs {@code task} after the current one, in the order of the calls. Callable from anywhere. */
    void run(Runnable task);

    /**
     * Runs {@code task} when the loop has looked after its connections again: what goes on in this way keeps no message
     * waiting, while tasks that {@link #run} each other may. Called on the loop.
     */
    default void runAfterIo(Runnable task) {
        run(task);
    }

    /** Runs {@code task} once, after {@code delay} at the earliest. Called on the loop. */
    Timer after(Duration delay, Runnable task);

    /** Runs {@code task} again and again, {@code period} after the last time at the earliest. Called on the loop. */
    default void every(Duration period, Runnable task) {
        after(period, () -> {
            task.run();
            every(period, task);
        });
    }

    /** A task that waits for its time. */
    interface Timer {
        void cancel();
    }
}
