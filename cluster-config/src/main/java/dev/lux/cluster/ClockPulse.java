package dev.lux.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;

/** Tells the other nodes each second what this node's clock says, and hears theirs. One address for all nodes. */
final class ClockPulse {
    private static final String ADDRESS = "lux.clock";
    private static final String NODE = "node";
    private static final long PERIOD_MILLIS = 1_000;

    private ClockPulse() {}

    static Future<Void> start(Vertx vertx, String node, ClusterClock clock) {
        DeliveryOptions options = new DeliveryOptions().addHeader(NODE, node);
        Future<Void> registered = vertx.eventBus()
                .<Long>consumer(ADDRESS, pulse -> {
                    String sender = pulse.headers().get(NODE);
                    if (sender != null && !sender.equals(node)) {
                        clock.heard(sender, pulse.body());
                    }
                })
                .completion();
        vertx.eventBus().publish(ADDRESS, clock.ownMicros(), options);
        vertx.setPeriodic(PERIOD_MILLIS, timer -> {
            clock.review();
            vertx.eventBus().publish(ADDRESS, clock.ownMicros(), options);
        });
        return registered;
    }
}
