package dev.lux.stream;

import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.replica.View;
import dev.lux.subscription.Hub;
import dev.lux.subscription.Outbox;
import dev.lux.subscription.Sink;
import dev.lux.subscription.Subscription;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one client: those that run, and those that the hub is preparing. Belongs to the connection's
 * event loop.
 */
public final class StreamSession {
    private final Hub hub;
    private final Outbox outbox;
    private final int maxSubscriptions;
    /** What was asked for, by pattern: what runs, and what the hub is preparing, repetitions too. */
    private final Map<Pattern, Set<Subscription>> subscriptions = new LinkedHashMap<>();

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
        if (request.patches()) {
            outbox.takePatches();
        }
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
        Set<Subscription> preparing = subscriptions.computeIfAbsent(pattern, first -> new LinkedHashSet<>());
        preparing.add(subscription);
        return hub.subscribe(outbox, subscription).onComplete(done -> {
            preparing.remove(subscription);
            if (preparing.isEmpty() && !outbox.isSubscribed(pattern)) {
                subscriptions.remove(pattern, preparing);
            }
        });
    }

    public void unsubscribe(Pattern pattern) {
        Set<Subscription> preparing = subscriptions.remove(pattern);
        if (preparing != null) {
            preparing.forEach(Subscription::cancel);
            hub.unsubscribe(outbox, pattern);
        }
    }

    /** The connection has ended. */
    public void close() {
        subscriptions.values().forEach(preparing -> preparing.forEach(Subscription::cancel));
        subscriptions.clear();
        hub.close(outbox);
    }
}
