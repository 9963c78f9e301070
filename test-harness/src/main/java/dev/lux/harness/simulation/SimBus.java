package dev.lux.harness.simulation;

import dev.lux.command.Batch;
import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Update;
import dev.lux.loop.Loop;
import dev.lux.route.Edges;
import dev.lux.route.OwnerCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event bus between simulated nodes: at most once, with deadlines, and silent about who has gone. */
final class SimBus {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final SimWorld world;
    private final SimNetwork network;
    private final Mutant mutant;
    private final Map<String, SimBroker> brokers = new HashMap<>();
    private long messages;
    private long renumbered = 1_000_000_000L;

    SimBus(SimWorld world, SimNetwork network, Mutant mutant) {
        this.world = world;
        this.network = network;
        this.mutant = mutant;
    }

    void add(SimBroker broker) {
        brokers.put(broker.node().name(), broker);
    }

    /** How many messages went over it. */
    long messages() {
        return messages;
    }

    private SimBroker brokerOf(String address) {
        String[] parts = address.split("\\.", -1);
        SimBroker broker = brokers.get(parts[2]);
        if (broker == null) {
            throw new IllegalArgumentException("nobody is behind " + address);
        }
        return broker;
    }

    OwnerCalls calls(SimBroker from, Loop loop) {
        return (owner, request, patience) -> ask(from, loop, owner, request, patience);
    }

    private Future<OwnerReply> ask(SimBroker from, Loop loop, String owner, OwnerRequest request, Duration patience) {
        messages++;
        SimBroker to = brokerOf(owner);
        if (!from.store().isMember(to.node().name())) {
            return Future.failedFuture(new OwnerCalls.NoAnswer(false, "no such owner"));
        }
        int index = Integer.parseInt(owner.substring(owner.lastIndexOf('.') + 1));
        OwnerRequest sent = mutant == Mutant.NEW_NUMBER_PER_ATTEMPT ? renumbered(request) : request;
        Promise<OwnerReply> answer = Promise.promise();
        network.send(
                from.node(),
                to.node(),
                () -> to.ask(index, sent).onSuccess(reply -> {
                    messages++;
                    network.send(to.node(), from.node(), () -> loop.run(() -> answer.tryComplete(reply)));
                }));
        loop.after(patience, () -> answer.tryFail(new OwnerCalls.NoAnswer(true, "no answer in time")));
        lookAfter(from, to, loop, answer);
        return answer.future();
    }

    private void lookAfter(SimBroker from, SimBroker to, Loop loop, Promise<OwnerReply> answer) {
        loop.after(LOOK, () -> {
            if (!answer.future().isComplete()) {
                if (from.store().isMember(to.node().name())) {
                    lookAfter(from, to, loop, answer);
                } else {
                    answer.tryFail(new OwnerCalls.NoAnswer(true, "the owner's node has left"));
                }
            }
        });
    }

    private OwnerRequest renumbered(OwnerRequest request) {
        if (!(request instanceof OwnerRequest.Writes writes)) {
            return request;
        }
        List<Batch> batches = new ArrayList<>();
        writes.batches().forEach(batch -> batches.add(new Batch(++renumbered, batch.id(), batch.writes())));
        return new OwnerRequest.Writes(writes.writer(), writes.settled(), batches);
    }

    Edges edges(SimBroker from, Loop loop) {
        return new Edges() {
            @Override
            public Future<Long> update(String edge, Update update) {
                messages++;
                SimBroker to = brokerOf(edge);
                Promise<Long> ack = Promise.promise();
                Update sent = mutated(update);
                network.send(
                        from.node(),
                        to.node(),
                        () -> to.update(sent, applied -> {
                            messages++;
                            network.send(to.node(), from.node(), () -> loop.run(() -> ack.tryComplete(applied)));
                        }));
                loop.after(ACK_DEADLINE, () -> ack.tryFail("no acknowledgement in time"));
                return ack.future();
            }

            @Override
            public void beacon(String edge, Beacon beacon) {
                messages++;
                SimBroker to = brokerOf(edge);
                network.send(from.node(), to.node(), () -> to.beacon(beacon));
            }

            @Override
            public boolean isMember(String edge) {
                return from.store().isMember(brokerOf(edge).node().name());
            }
        };
    }

    private Update mutated(Update update) {
        if (mutant != Mutant.DROPPED_CHANGE || !world.chance(0.005)) {
            return update;
        }
        List<Update.Change> fewer = new ArrayList<>(update.changes());
        fewer.remove(world.random().nextInt(fewer.size()));
        return new Update(update.owner(), update.epoch(), update.number(), fewer);
    }
}
