package dev.lux.subscription;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Clients of one event loop that wait for a document to change. One that waits uses the hub as a stream does.
 *
 * <p>Belongs to the hub's event loop; every call is made there, answers come there.
 */
public final class LongPolls {
    private final Vertx vertx;
    private final Hub hub;
    private final Owners owners;

    public LongPolls(Vertx vertx, Hub hub, Owners owners) {
        this.vertx = vertx;
        this.hub = hub;
        this.owners = owners;
    }

    /**
     * The newest state as soon as its version is not {@code knownVersion}, or, when that is 0, as soon as the document is
     * live; after {@code timeout} the state as it then is. Never behind an ack that anyone received before the call.
     *
     * @param clientGone ends the wait at once when it completes, with the last state that was seen: nobody reads it
     * @return fails only with a {@link dev.lux.error.LuxException}
     */
    public Future<DocumentState> awaitChange(String id, long knownVersion, Duration timeout, Future<?> clientGone) {
        return owners.read(id).compose(now -> {
            Watch watch = new Watch(knownVersion, now);
            clientGone.onComplete(gone -> watch.giveUp());
            if (!watch.isEnded()) {
                wait(id, watch, timeout);
            }
            return watch.ended();
        });
    }

    private void wait(String id, Watch watch, Duration timeout) {
        Pattern pattern = Pattern.ofId(id);
        long timer = vertx.setTimer(timeout.toMillis(), late -> settle(id, watch));
        watch.ended().onComplete(any -> {
            vertx.cancelTimer(timer);
            hub.leave(watch, pattern);
        });
        hub.use(pattern)
                .onSuccess(ready -> {
                    if (!watch.isEnded()) {
                        join(id, watch, pattern);
                    }
                })
                .onFailure(watch::fail);
    }

    private void join(String id, Watch watch, Pattern pattern) {
        DocumentState newest = hub.newest(id);
        if (newest != null) {
            watch.look(newest);
        } else if (watch.knowsLive()) {
            // Gone since the first look.
            settle(id, watch);
        }
        if (!watch.isEnded()) {
            hub.join(watch, pattern);
        }
    }

    /** Ends with what the document's owner says now. */
    private void settle(String id, Watch watch) {
        owners.read(id).onSuccess(watch::settle).onFailure(watch::fail);
    }
}
