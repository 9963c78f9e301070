package dev.lux.cluster;

import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * This node of the cluster: its Vert.x, on the clustered event bus, and the store.
 *
 * @param vertx closing it leaves the cluster
 */
public record ClusterNode(Vertx vertx, Store store) {
    /**
     * Joins, or forms, the cluster.
     *
     * @param owners how many owners this node will run; other nodes deal its shards by this number
     * @param builder may carry metrics and the like; its options' event-bus part is set here
     */
    public static Future<ClusterNode> start(
            ClusterSettings settings, int owners, VertxBuilder builder, VertxOptions options) {
        String node = UUID.randomUUID().toString();
        HazelcastClusterManager manager =
                new HazelcastClusterManager(HazelcastSetup.config(settings, new NodeAttributes(node, owners)));
        options.setEventBusOptions(bus(settings));
        return builder.with(options)
                .withClusterManager(manager)
                .buildClustered()
                // Reading the partition table may wait for its first assignment.
                .compose(vertx -> vertx.executeBlocking(() -> new ClusterNode(
                        vertx, new HazelcastStore(manager.getHazelcastInstance(), settings, node, background()))));
    }

    private static EventBusOptions bus(ClusterSettings settings) {
        EventBusOptions bus = new EventBusOptions();
        bus.setHost(settings.host()).setPort(settings.busPort());
        // A node that is silent on the bus but not in the cluster is found in seconds, not in a minute.
        bus.setClusterPingInterval(2_000).setClusterPingReplyInterval(3_000);
        // What waits for a connection waits for no longer than its senders do.
        bus.setConnectTimeout(2_000).setReconnectAttempts(1).setReconnectInterval(250);
        return bus;
    }

    private static ScheduledExecutorService background() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lux-store");
            thread.setDaemon(true);
            return thread;
        });
    }
}
