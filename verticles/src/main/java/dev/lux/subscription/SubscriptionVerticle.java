package dev.lux.subscription;

import dev.lux.route.BusAddress;
import dev.lux.route.EdgeClient;
import dev.lux.route.OwnerClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** The one place of this node where updates from owners arrive. */
public final class SubscriptionVerticle extends VerticleBase {
    private final BusAddress addresses;
    private final Promise<NodeInterest> started = Promise.promise();

    public SubscriptionVerticle(BusAddress addresses) {
        this.addresses = addresses;
    }

    /** The node's interest, once this verticle is deployed. */
    public Future<NodeInterest> interest() {
        return started.future();
    }

    @Override
    public Future<?> start() {
        String edge = addresses.localEdge();
        NodeInterest interest = new NodeInterest(edge, context, new OwnerClient(vertx, addresses));
        return EdgeClient.serve(vertx, edge, interest::update).onSuccess(served -> started.complete(interest));
    }
}
