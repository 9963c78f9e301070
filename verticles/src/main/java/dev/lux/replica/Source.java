package dev.lux.replica;

import dev.lux.document.Pattern;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Where audiences have their documents from: what this node has of the owners. Callable from any event loop. */
public interface Source {
    /**
     * From now on {@code audience} gets every change that matches; answered with the live matches, when this node holds
     * everything that was acknowledged before the call.
     *
     * @return fails only with a {@link dev.lux.error.LuxException}; the interest stays until {@link #unregister}
     */
    Future<List<SharedState>> register(Audience audience, Pattern pattern);

    /** {@code audience} no longer wants it. */
    void unregister(Audience audience, Pattern pattern);

    /**
     * Succeeds when audiences have been handed everything that matches and was acknowledged before the call.
     *
     * @return fails only with a {@link dev.lux.error.LuxException}
     */
    Future<Void> sync(Pattern pattern);

    /** Whether matches of the pattern may be in one of these shards. */
    boolean concerns(Pattern pattern, Set<Integer> someShards);
}
