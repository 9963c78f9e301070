package dev.lux.owner;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.OwnerRequest.Register;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.loop.Loop;
import dev.lux.route.Edges;
import dev.lux.route.Interest;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes committed states to every edge with an interest: one message per edge and turn, whatever the number of writes
 * and sockets. An update that is not acknowledged is sent again, oldest first, until the edge leaves or has not moved
 * for {@link #STUCK}: then its stream is forgotten, and it is the edge's turn to register again.
 *
 * <p>Belongs to the owner's event loop.
 */
final class FanOut {
    /** How long a stream may wait for an acknowledgement. */
    static final Duration STUCK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final Duration RESEND_AFTER = Duration.ofMillis(500);

    private final String owner;
    private final Edges edges;
    private final Loop loop;
    private final Clock clock;
    private final OwnerState state;
    private final FanOutCounts counts;
    private final Map<String, Following> following = new HashMap<>();
    private long lastEpoch;

    /** One edge that follows this owner. */
    private static final class Following {
        final EdgeStream stream;
        final Interest interest;
        /** Since when the oldest unacknowledged update waits; meaningless when there is none. */
        long waitingSinceNanos;

        boolean repairing;

        Following(EdgeStream stream, Interest interest) {
            this.stream = stream;
            this.interest = interest;
        }
    }

    FanOut(String owner, Edges edges, Loop loop, Clock clock, OwnerState state, FanOutCounts counts) {
        this.owner = owner;
        this.edges = edges;
        this.loop = loop;
        this.clock = clock;
        this.state = state;
        this.counts = counts;
    }

    /**
     * The edge wants this from now on; {@link #bring} sends what is there already.
     *
     * @return false when it is of a node that is no member as this one sees it: its stream would be forgotten at once
     */
    boolean register(Register register) {
        if (!edges.isMember(register.edge())) {
            return false;
        }
        Following edge = following.computeIfAbsent(
                register.edge(),
                first -> new Following(new EdgeStream(owner, nextEpoch()), new Interest(state::shardNumber)));
        if (register.whole()) {
            edge.interest.replace(register.shards(), register.patterns(), register.generation());
        } else {
            edge.interest.add(register.patterns(), register.generation());
        }
        return true;
    }

    /** Above every epoch of this owner before: time passes, and a restarted owner has another address. */
    private long nextEpoch() {
        lastEpoch = Math.max(lastEpoch + 1, clock.wallMicros());
        return lastEpoch;
    }

    void unregister(String edge, List<Pattern> patterns, long generation) {
        Following left = following.get(edge);
        if (left != null) {
            left.interest.remove(patterns, generation);
            left.stream.forget(id -> !left.interest.matches(id));
        }
    }

    /** Sends the edge what it has not of these shards, as it registers them. */
    void bring(Register register, Collection<Shard> shards) {
        Following edge = following.get(register.edge());
        if (edge == null) {
            return;
        }
        Set<Integer> served = new HashSet<>();
        shards.forEach(shard -> served.add(shard.number()));
        Map<String, Long> known = new HashMap<>();
        for (Known one : register.known()) {
            if (served.contains(state.shardNumber(one.id()))) {
                known.put(one.id(), one.version());
            }
        }
        for (Pattern pattern : register.patterns()) {
            state.documents().forEachMatch(pattern, served, newest -> {
                Long version = known.remove(newest.id());
                if (version == null || version != newest.version()) {
                    edge.stream.resend(newest.id());
                }
            });
        }
        // What is left is not live here: gone, or lost.
        known.forEach((id, version) -> {
            OwnerState.Held held = state.newest(id);
            if (held != null && held.state().version() != version) {
                edge.stream.resend(id);
            }
        });
    }

    /** A document has a new committed state; {@link #flush} sends it. */
    void changed(String id, int replaced) {
        for (Following edge : following.values()) {
            if (edge.interest.matches(id)) {
                edge.stream.changed(id, replaced);
            }
        }
    }

    /** The shard is no longer served here. */
    void dropped(int shard) {
        for (Following edge : following.values()) {
            edge.stream.forget(id -> state.shardNumber(id) == shard);
            edge.interest.dropShard(shard);
        }
    }

    /** Sends what changed, as far as the windows allow. */
    void flush() {
        // A copy: an edge that can't be sent anything may be forgotten within the call.
        List.copyOf(following.entrySet()).forEach(one -> {
            if (one.getValue().stream.hasDirty()) {
                send(one.getKey(), one.getValue());
            }
        });
    }

    /** The epoch of the stream to an edge; 0: there is none. */
    long epoch(String edge) {
        Following each = following.get(edge);
        return each == null ? 0 : each.stream.epoch();
    }

    /** The number of the update up to which the edge must have everything to know what is committed now. */
    Future<Long> position(String edge) {
        Following each = following.get(edge);
        if (each == null) {
            return Future.succeededFuture(0L);
        }
        Future<Long> position = each.stream.position();
        send(edge, each);
        return position;
    }

    private void send(String edge, Following each) {
        if (!each.stream.hasUnacknowledged()) {
            each.waitingSinceNanos = clock.elapsedNanos();
        }
        each.stream.take(state::newest).forEach(update -> {
            counts.sent(update.changes().size());
            send(edge, each, update);
        });
    }

    private void send(String edge, Following each, Update update) {
        edges.update(edge, update).onComplete(ack -> {
            if (following.get(edge) != each) {
                return;
            }
            if (ack.succeeded() && each.stream.acknowledged(ack.result())) {
                each.waitingSinceNanos = clock.elapsedNanos();
                flush();
            }
            if (!ack.succeeded() || ack.result() < update.number()) {
                repair(edge, each);
            }
        });
    }

    private void repair(String edge, Following each) {
        if (!edges.isMember(edge)) {
            LOG.info("edge {} has left; its stream is forgotten", edge);
            forget(edge);
        } else if (isStuck(each)) {
            LOG.warn("edge {} has not acknowledged anything for {}; its stream is forgotten", edge, STUCK);
            forget(edge);
        } else if (!each.repairing) {
            each.repairing = true;
            loop.after(RESEND_AFTER, () -> {
                each.repairing = false;
                List<Update> lost = new ArrayList<>(each.stream.unacknowledged());
                counts.resent(lost.size());
                lost.forEach(update -> send(edge, each, update));
            });
        }
    }

    private boolean isStuck(Following each) {
        return each.stream.hasUnacknowledged() && clock.elapsedNanos() - each.waitingSinceNanos > STUCK.toNanos();
    }

    private void forget(String edge) {
        Following forgotten = following.remove(edge);
        if (forgotten != null) {
            forgotten.stream.close();
        }
    }

    /** Forgets the edges that left. */
    void look() {
        for (String edge : List.copyOf(following.keySet())) {
            if (!edges.isMember(edge)) {
                forget(edge);
            }
        }
    }

    boolean hasEdges() {
        return !following.isEmpty();
    }

    /** Tells every edge what this owner serves, and what it believes that the edge wants. */
    void beacon(Collection<Shard> confirmed) {
        following.forEach((edge, each) -> {
            List<Beacon.ServedShard> shards = new ArrayList<>();
            for (Shard shard : confirmed) {
                if (each.interest.concerns(shard.number())) {
                    shards.add(
                            new Beacon.ServedShard(shard.number(), shard.term(), each.interest.idsIn(shard.number())));
                }
            }
            edges.beacon(
                    edge,
                    new Beacon(
                            owner,
                            each.stream.epoch(),
                            each.stream.lastNumber(),
                            each.interest.generation(),
                            each.interest.prefixes(),
                            shards));
        });
    }
}
