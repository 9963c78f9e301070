package dev.lux.route;

import dev.lux.command.Beacon;
import dev.lux.command.Update;
import io.vertx.core.Future;

/** The edges of all nodes, as an owner sees them. Calls and completions on the owner's event loop. */
public interface Edges {
    /**
     * Sends one update. Delivery: at most once per call; order: that of the calls.
     *
     * @return the number up to which the edge has everything; fails when no answer came in time
     */
    Future<Long> update(String edge, Update update);

    /** Sends a beacon. Delivery: at most once. */
    void beacon(String edge, Beacon beacon);

    /** Whether the edge is in the cluster, so that it makes sense to send again. */
    boolean isMember(String edge);
}
