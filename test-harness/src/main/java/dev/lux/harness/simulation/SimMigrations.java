package dev.lux.harness.simulation;

import dev.lux.harness.simulation.SimTable.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills empty slots of a side, and evens out who is primary of how much: one shard at a time, data before the table. */
final class SimMigrations {
    private final SimWorld world;
    private final SimNetwork network;
    private final SimCluster cluster;
    private final Set<String> moving = new HashSet<>();
    private long losses;

    SimMigrations(SimWorld world, SimNetwork network, SimCluster cluster) {
        this.world = world;
        this.network = network;
        this.cluster = cluster;
    }

    long losses() {
        return losses;
    }

    void fill(List<SimNode> side) {
        SimTable table = side.get(0).table();
        List<SimNode> data = side.stream().filter(SimNode::isData).toList();
        if (data.isEmpty()) {
            return;
        }
        Map<String, Integer> primaries = new HashMap<>();
        for (int shard = 0; shard < table.shardCount(); shard++) {
            String primary = table.shard(shard).primary();
            if (primary != null) {
                primaries.merge(primary, 1, Integer::sum);
            }
        }
        for (int shard = 0; shard < table.shardCount(); shard++) {
            fill(side, data, shard, table.shard(shard), primaries);
        }
    }

    private void fill(List<SimNode> side, List<SimNode> data, int shard, Slots slots, Map<String, Integer> primaries) {
        String move = side.get(0).name() + " " + shard;
        if (moving.contains(move)) {
            return;
        }
        if (slots.primary() == null) {
            SimNode fewest = fewest(data, primaries);
            losses += slots.version() == 0 ? 0 : 1;
            fewest.records(shard).clear();
            primaries.merge(fewest.name(), 1, Integer::sum);
            cluster.publish(side, shard, slots.with(0, fewest.name()));
            return;
        }
        int empty = slots.holders().indexOf(null);
        SimNode candidate = data.stream()
                .filter(node -> !slots.holders().contains(node.name()))
                .findFirst()
                .orElse(null);
        if (empty > 0 && candidate != null) {
            move(side, shard, slots, empty, candidate, move);
        } else if (empty < 0 || candidate == null) {
            SimNode fewest = fewest(data, primaries);
            int most = primaries.getOrDefault(slots.primary(), 0);
            if (most - primaries.getOrDefault(fewest.name(), 0) > 1) {
                primaries.merge(slots.primary(), -1, Integer::sum);
                primaries.merge(fewest.name(), 1, Integer::sum);
                move(side, shard, slots, 0, fewest, move);
            }
        }
    }

    private static SimNode fewest(List<SimNode> data, Map<String, Integer> primaries) {
        SimNode fewest = data.get(0);
        for (SimNode node : data) {
            if (primaries.getOrDefault(node.name(), 0) < primaries.getOrDefault(fewest.name(), 0)) {
                fewest = node;
            }
        }
        return fewest;
    }

    /** After a while, when nothing else has changed: the data, then the table of both, then that of the others. */
    private void move(List<SimNode> side, int shard, Slots slots, int index, SimNode to, String move) {
        SimNode primary = cluster.memberOf(side, slots.primary());
        if (primary == null || !network.connected(primary, to)) {
            return;
        }
        moving.add(move);
        world.after(world.millis(5, 120), () -> {
            moving.remove(move);
            boolean still = primary.isResponsive()
                    && to.isResponsive()
                    && side.get(0).isResponsive()
                    && network.connected(primary, to)
                    && side.get(0).table().shard(shard).equals(slots)
                    && primary.table().shard(shard).equals(slots)
                    && to.table().members().contains(primary.name());
            if (!still) {
                return;
            }
            to.copyFrom(primary, shard);
            Slots moved = moved(slots, index, to.name());
            primary.table().take(shard, moved, false);
            to.table().take(shard, moved, false);
            cluster.publish(side, shard, moved);
        });
    }

    /** The member in this slot; who was primary before becomes a copy, in the member's old slot or the last one. */
    private static Slots moved(Slots slots, int index, String to) {
        if (index > 0) {
            return slots.with(index, to);
        }
        List<@Nullable String> holders = new ArrayList<>(slots.holders());
        String old = holders.get(0);
        int was = holders.indexOf(to);
        holders.set(0, to);
        if (was > 0) {
            holders.set(was, old);
        } else if (holders.size() > 1) {
            holders.set(holders.size() - 1, old);
        }
        return new Slots(slots.version() + 1, java.util.Collections.unmodifiableList(holders));
    }
}
