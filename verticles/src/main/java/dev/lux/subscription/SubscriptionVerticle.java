package dev.lux.subscription;

import dev.lux.loop.Loop;
import dev.lux.loop.VertxLoop;
import dev.lux.replica.NodeReplica;
import dev.lux.replica.RepairStats;
import dev.lux.route.BusAddress;
import dev.lux.route.BusEdges;
import dev.lux.route.BusOwnerCalls;
import dev.lux.route.Patience;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.random.RandomGenerator;

/** The one place of this node where updates from owners arrive. */
public final class SubscriptionVerticle extends VerticleBase {
    private final BusAddress addresses;
    private final Clock clock;
    private final RandomGenerator random;
    private final RepairStats repairs;
    private final Promise<NodeReplica> started = Promise.promise();

    public SubscriptionVerticle(BusAddress addresses, Clock clock, RandomGenerator random, RepairStats repairs) {
        this.addresses = addresses;
        this.clock = clock;
        this.random = random;
        this.repairs = repairs;
    }

    /** The node's replica, once this verticle is deployed. */
    public Future<NodeReplica> replica() {
        return started.future();
    }

    @Override
    public Future<?> start() {
        Loop loop = new VertxLoop(vertx, context);
        String edge = addresses.localEdge();
        NodeReplica replica = new NodeReplica(
                edge,
                loop,
                clock,
                addresses,
                new BusOwnerCalls(vertx, addresses, loop),
                new Patience(loop, clock, random),
                repairs);
        replica.start();
        return BusEdges.serve(vertx, edge, replica).onSuccess(served -> started.complete(replica));
    }
}
