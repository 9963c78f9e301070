package dev.lux.harness.simulation;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.loop.Loop;
import dev.lux.owner.OwnerNode;
import dev.lux.owner.OwnerSettings;
import dev.lux.owner.StateBudget;
import dev.lux.replica.NodeReplica;
import dev.lux.replica.RepairStats;
import dev.lux.route.BusAddress;
import dev.lux.route.OwnerClient;
import dev.lux.route.Patience;
import dev.lux.route.WriteLanes;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What a broker runs on one node, wired as its verticles do it. */
final class SimBroker {
    private static final long STATE_BYTES = 100_000_000;

    private final SimNode node;
    private final Store store;
    private final SimLoop clientLoop;
    private final SimLoop replicaLoop;
    private final List<SimLoop> ownerLoops = new ArrayList<>();
    private final List<OwnerNode> owners = new ArrayList<>();
    private final NodeReplica replica;
    private final OwnerClient client;

    SimBroker(SimWorld world, SimNode node, Store store, SimBus bus, Clock clock, int ownerCount, RepairStats repairs) {
        this.node = node;
        this.store = store;
        BusAddress addresses = new BusAddress(store);
        StateBudget budget = new StateBudget(STATE_BYTES);
        for (int index = 0; index < (node.isData() ? ownerCount : 0); index++) {
            SimLoop loop = new SimLoop(world, node);
            OwnerNode owner = new OwnerNode(
                    new OwnerSettings(store, clock, Limits.DEFAULT, budget, index, ownerCount, resent -> {}),
                    addresses.localOwner(index),
                    loop,
                    bus.edges(this, loop),
                    world.random().nextLong());
            ownerLoops.add(loop);
            owners.add(owner);
            loop.run(owner::start);
        }
        replicaLoop = new SimLoop(world, node);
        replica = new NodeReplica(
                addresses.localEdge(),
                replicaLoop,
                clock,
                addresses,
                bus.calls(this, replicaLoop),
                new Patience(replicaLoop, clock, world.random()),
                repairs);
        replicaLoop.run(replica::start);
        clientLoop = new SimLoop(world, node);
        Patience patience = new Patience(clientLoop, clock, world.random());
        var calls = bus.calls(this, clientLoop);
        client = new OwnerClient(
                addresses,
                calls,
                patience,
                new WriteLanes(addresses.writer(0), addresses, calls, clientLoop, clock, patience));
    }

    SimNode node() {
        return node;
    }

    Store store() {
        return store;
    }

    OwnerClient client() {
        return client;
    }

    Loop clientLoop() {
        return clientLoop;
    }

    /** Follows a pattern, asking again until it is had. */
    void follow(SimAudience audience, Pattern pattern) {
        replica.register(audience, pattern)
                .onSuccess(states -> audience.run(() -> audience.load(states)))
                .onFailure(busy -> {
                    replica.unregister(audience, pattern);
                    follow(audience, pattern);
                });
    }

    Future<OwnerReply> ask(int owner, OwnerRequest request) {
        Promise<OwnerReply> answer = Promise.promise();
        ownerLoops.get(owner).run(() -> owners.get(owner).handle(request).onComplete(answer));
        return answer.future();
    }

    void update(Update update, LongConsumer acknowledge) {
        replicaLoop.run(() -> acknowledge.accept(replica.update(update)));
    }

    void beacon(Beacon beacon) {
        replicaLoop.run(() -> replica.beacon(beacon));
    }
}
