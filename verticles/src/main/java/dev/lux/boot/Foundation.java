package dev.lux.boot;

import dev.lux.cluster.ClusterNode;
import dev.lux.cluster.ClusterSettings;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;

/** What a broker stands on: its node of the cluster, and the store. Tests put broken ones in its place. */
public class Foundation {
    /** As {@link ClusterNode#start}. */
    protected Future<ClusterNode> join(
            ClusterSettings settings, int owners, Clock clock, VertxBuilder builder, VertxOptions options) {
        return ClusterNode.start(settings, owners, clock, builder, options);
    }

    /** The store as owners and edges know it. */
    protected Store store(ClusterNode node) {
        return node.store();
    }
}
