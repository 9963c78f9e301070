package dev.lux.stream;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.access.Scopes;
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
import java.util.List;
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
    private Scopes scopes = Scopes.NONE;
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
     * What may be subscribed to from now on; nothing before.
     *
     * @return what was subscribed and may not be any more: those subscriptions have ended
     */
    public List<Pattern> allow(Scopes now) {
        scopes = now;
        List<Pattern> lost = subscriptions.keySet().stream()
                .filter(pattern -> !now.allow(Right.READ, pattern))
                .toList();
        lost.forEach(this::unsubscribe);
        outbox.look(View.of(now.readable()));
        return lost;
    }

    /**
     * Subscribes to all that a URL asks for, or to nothing when one of it is forbidden.
     *
     * @return fails with a {@link LuxException} when one can't be
     */
    public Future<Void> subscribeAll(StreamRequest request) {
        for (Pattern pattern : request.patterns()) {
            if (!scopes.allow(Right.READ, pattern)) {
                return Future.failedFuture(forbidden(pattern));
            }
        }
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
        if (!scopes.allow(Right.READ, pattern)) {
            return Future.failedFuture(forbidden(pattern));
        }
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

    private static LuxException forbidden(Pattern pattern) {
        return Principal.forbidden(Right.READ, pattern);
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
