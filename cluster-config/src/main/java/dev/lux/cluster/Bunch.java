package dev.lux.cluster;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once for many events, soon after the first of them and at least once after the last.
 *
 * <p>Events may come on any thread; the action runs on the executor.
 */
final class Bunch {
    private static final Logger LOG = LoggerFactory.getLogger(Bunch.class);
    private static final long DELAY_MILLIS = 50;

    private final ScheduledExecutorService executor;
    private final Runnable action;
    private final AtomicBoolean pending = new AtomicBoolean();

    Bunch(ScheduledExecutorService executor, Runnable action) {
        this.executor = executor;
        this.action = action;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // run() reports its own failures.
    void event() {
        if (pending.compareAndSet(false, true)) {
            executor.schedule(this::run, DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        pending.set(false);
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("an event of the cluster was not handled", e);
        }
    }
}
