package dev.lux.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the cluster again and again, on a thread of its own, and tells when the watchdog has seen enough. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long LOOK_SECONDS = 2;

    private final Watchdog watchdog = new Watchdog();
    private final Lookout lookout;
    private final Supplier<Membership.View> membership;
    private final Promise<String> lost = Promise.promise();

    private Watch(Lookout lookout, Supplier<Membership.View> membership) {
        this.lookout = lookout;
        this.membership = membership;
    }

    /** @return completes with why this node should be restarted, if that comes to be */
    static Future<String> start(Lookout lookout, Supplier<Membership.View> membership) {
        Watch watch = new Watch(lookout, membership);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "lux-watchdog");
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(watch::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        watch.lost.future().onComplete(done -> thread.shutdownNow());
        return watch.lost.future();
    }

    private void look() {
        try {
            @Nullable String reason = watchdog.look(System.nanoTime(), lookout.look(membership.get()));
            if (reason != null) {
                lost.tryComplete(reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the cluster could not be looked at", e);
        }
    }
}
