package dev.lux.route;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/** All nodes of the cluster, as one of them asks them about themselves. Not for documents: those have owners. */
public interface Nodes {
    /**
     * Asks every node, this one included, the same.
     *
     * @param deadline how long the slowest is awaited
     * @return the answers by node; a node that gave none in time is not there. Never fails
     */
    Future<Map<String, byte[]>> askAll(String question, Duration deadline);
}
