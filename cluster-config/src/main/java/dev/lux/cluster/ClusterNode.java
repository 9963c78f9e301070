package dev.lux.cluster;

import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * This node of the cluster: its Vert.x, on the clustered event bus, and the store.
 *
 * @param vertx closing it leaves the cluster
 */
public record ClusterNode(Vertx vertx, Store store) {
    /**
     * Joins, or forms, the cluster.
     *
     * @param builder may carry metrics and the like; its options' event-bus part is set here
     */
    public static Future<ClusterNode> start(ClusterSettings settings, VertxBuilder builder, VertxOptions options) {
        HazelcastClusterManager manager = new HazelcastClusterManager(HazelcastSetup.config(settings));
        options.setEventBusOptions(
                new EventBusOptions().setHost(settings.bindAddress()).setPort(0).setClusterPingInterval(2_000));
        return builder.with(options)
                .withClusterManager(manager)
                .buildClustered()
                // Reading the partition table may wait for its first assignment.
                .compose(vertx -> vertx.executeBlocking(() -> new ClusterNode(
                        vertx, new HazelcastStore(manager.getHazelcastInstance(), settings, loader()))));
    }

    private static Executor loader() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "lux-store-load");
            thread.setDaemon(true);
            return thread;
        });
    }
}
