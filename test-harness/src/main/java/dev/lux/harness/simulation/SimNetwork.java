package dev.lux.harness.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Messages between nodes: delayed, in order per direction, lost when the link is cut or by chance. A paused receiver
 * gets them when it goes on.
 */
final class SimNetwork {
    private final SimWorld world;
    private final Set<String> cut = new HashSet<>();
    private final Map<String, Long> lastArrival = new HashMap<>();
    private double loss;
    private Duration slowest = Duration.ofMillis(3);
    private long lost;

    SimNetwork(SimWorld world) {
        this.world = world;
    }

    private static String link(SimNode from, SimNode to) {
        return from.name() + ">" + to.name();
    }

    void cut(SimNode from, SimNode to) {
        cut.add(link(from, to));
    }

    void healAll() {
        cut.clear();
    }

    boolean isCut(SimNode from, SimNode to) {
        return cut.contains(link(from, to));
    }

    /** Whether both directions work. */
    boolean connected(SimNode a, SimNode b) {
        return a == b || (!isCut(a, b) && !isCut(b, a));
    }

    /** The share of messages between nodes that get lost. */
    void loss(double share) {
        loss = share;
    }

    void slowest(Duration latency) {
        slowest = latency;
    }

    /** Messages that were lost. */
    long lost() {
        return lost;
    }

    /** Over the event bus: may get lost. */
    void send(SimNode from, SimNode to, Runnable delivered) {
        if (from != to && world.chance(loss)) {
            lost++;
            return;
        }
        reliably(from, to, delivered);
    }

    /** Over a connection of the store: arrives unless the link is cut, at its sending or its arrival. */
    void reliably(SimNode from, SimNode to, Runnable delivered) {
        if (isCut(from, to)) {
            lost++;
            return;
        }
        long least = world.nowNanos()
                + (from == to ? Duration.ofNanos(1_000) : world.between(Duration.ofNanos(50_000), slowest)).toNanos();
        long arrival = Math.max(least, lastArrival.getOrDefault(link(from, to), 0L) + 1);
        lastArrival.put(link(from, to), arrival);
        world.at(arrival, () -> {
            if (isCut(from, to)) {
                lost++;
            } else {
                to.execute(delivered);
            }
        });
    }
}
