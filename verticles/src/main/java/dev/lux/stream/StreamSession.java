package dev.lux.stream;

import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.subscription.Hub;
import dev.lux.subscription.Outbox;
import dev.lux.subscription.Sink;
import dev.lux.subscription.Subscription;
import dev.lux.subscription.View;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one client: those that run, and those that the hub is preparing. Belongs to the connection's
 * event loop.
 */
public final class StreamSession {
    private final Hub hub;
    private final Outbox outbox;
    private final int maxSubscriptions;
    /** What was asked for, of each pattern; more than one when it was asked for again. */
    private final Map<Pattern, List<Subscription>> subscriptions = new LinkedHashMap<>();

    public StreamSession(Hub hub, Sink sink, int maxSubscriptions) {
        this.hub = hub;
        this.outbox = hub.open(View.WHOLE, sink);
        this.maxSubscriptions = maxSubscriptions;
    }

    public Outbox outbox() {
        return outbox;
    }

    /**
     * Subscribes to all that a URL asks for.
     *
     * @return fails with a {@link LuxException} when one can't be
     */
    public Future<Void> subscribeAll(StreamRequest request) {
        Future<Void> all = Future.succeededFuture();
        for (Pattern pattern : request.patterns()) {
            Future<Void> one = subscribe(pattern, null, request.sinceOf(pattern));
            Future<Void> before = all;
            all = one.compose(done -> before);
        }
        return all;
    }

    /**
     * @param ref the client's, as JSON, or {@code null}
     * @return fails with a {@link LuxException} when it can't be
     */
    public Future<Void> subscribe(Pattern pattern, byte @Nullable [] ref, Map<String, Long> since) {
        if (!subscriptions.containsKey(pattern) && subscriptions.size() >= maxSubscriptions) {
            return Future.failedFuture(new LuxException(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS, "A stream has at most " + maxSubscriptions + " subscriptions."));
        }
        Subscription subscription = new Subscription(pattern, ref, since);
        subscriptions.computeIfAbsent(pattern, first -> new ArrayList<>(1)).add(subscription);
        return hub.subscribe(outbox, subscription).onComplete(started -> settled(subscription, started.failed()));
    }

    /** Keeps one entry for what runs, and none for what failed. */
    private void settled(Subscription subscription, boolean failed) {
        Pattern pattern = subscription.pattern();
        List<Subscription> asked = subscriptions.get(pattern);
        if (asked != null && (failed || asked.size() > 1) && asked.remove(subscription) && asked.isEmpty()) {
            subscriptions.remove(pattern);
        }
    }

    public void unsubscribe(Pattern pattern) {
        List<Subscription> asked = subscriptions.remove(pattern);
        if (asked != null) {
            asked.forEach(Subscription::cancel);
            hub.unsubscribe(outbox, pattern);
        }
    }

    /** The connection has ended. */
    public void close() {
        subscriptions.values().forEach(asked -> asked.forEach(Subscription::cancel));
        subscriptions.clear();
        hub.close(outbox);
    }
}
