package dev.lux.harness.simulation;

import dev.lux.harness.simulation.SimTable.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is in whose cluster, as Hazelcast 5.7 was measured to do it: a dead process is noticed through its sockets, a
 * silent one by heartbeat; the oldest of a side decides; copies are promoted, and empty slots filled, after a while; a
 * healed split is merged, the smaller side into the larger, whose nodes learn of it with a lag.
 */
final class SimCluster {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration DEATH_NOTICED = Duration.ofMillis(330);
    private static final Duration FILL_AFTER = Duration.ofMillis(500);
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(1);
    private static final Duration MERGE_AFTER = Duration.ofSeconds(10);

    private final SimWorld world;
    private final SimNetwork network;
    private final Duration detection;
    private final SimMigrations migrations;
    private final SimMerge merge;
    private final Map<String, SimNode> nodes = new LinkedHashMap<>();
    /** Who can't hear whom, and since when. */
    private final Map<String, Long> silentSince = new HashMap<>();

    /** Which node has believed what the oldest does not, of which shard, since when. */
    private final Map<String, Long> differsSince = new HashMap<>();

    private final Map<String, Long> changedAt = new HashMap<>();
    private long apartSince = -1;

    SimCluster(SimWorld world, SimNetwork network, Duration detection, SimMerge merge) {
        this.world = world;
        this.network = network;
        this.detection = detection;
        this.migrations = new SimMigrations(world, network, this);
        this.merge = merge;
    }

    SimNode node(String name) {
        SimNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no such node: " + name);
        }
        return node;
    }

    Collection<SimNode> nodes() {
        return nodes.values();
    }

    /** Shards that were assigned to a member that had nothing of them: how many. */
    long losses() {
        return migrations.losses();
    }

    void start() {
        look();
    }

    private void look() {
        List<List<SimNode>> sides = sides();
        for (List<SimNode> side : sides) {
            agree(side);
            repeat(side);
            long changed = changedAt.getOrDefault(side.get(0).name(), 0L);
            if (world.nowNanos() - changed > FILL_AFTER.toNanos()) {
                migrations.fill(side);
            }
        }
        considerMerge(sides);
        world.after(LOOK, this::look);
    }

    /** A node joins the side of the oldest. */
    void join(SimNode node) {
        nodes.put(node.name(), node);
        List<List<SimNode>> sides = sides();
        SimNode oldest = sides.get(0).get(0);
        join(node, oldest == node ? List.of() : sides.get(0));
    }

    private void join(SimNode node, List<SimNode> side) {
        // The youngest, also when it was in another cluster before.
        nodes.remove(node.name());
        nodes.put(node.name(), node);
        Set<String> members = new TreeSet<>(Set.of(node.name()));
        side.forEach(member -> members.add(member.name()));
        silentSince.keySet().removeIf(pair -> pair.startsWith(node.name() + " ") || pair.endsWith(" " + node.name()));
        node.table().members(members);
        for (SimNode member : side) {
            member.table().members(members);
        }
        if (!side.isEmpty()) {
            SimTable oldest = side.get(0).table();
            for (int shard = 0; shard < oldest.shardCount(); shard++) {
                node.table().take(shard, oldest.shard(shard), true);
            }
            changedAt.put(side.get(0).name(), world.nowNanos());
        }
    }

    /** The clusters that there are now, the oldest member first in each. */
    private List<List<SimNode>> sides() {
        notice();
        List<List<SimNode>> sides = new ArrayList<>();
        Set<SimNode> placed = new LinkedHashSet<>();
        for (SimNode oldest : nodes.values()) {
            if (!oldest.isResponsive() || !placed.add(oldest)) {
                continue;
            }
            List<SimNode> side = new ArrayList<>(List.of(oldest));
            for (SimNode other : nodes.values()) {
                if (other.isResponsive()
                        && !placed.contains(other)
                        && side.stream().allMatch(each -> bound(each, other))) {
                    side.add(other);
                    placed.add(other);
                }
            }
            sides.add(side);
        }
        return sides;
    }

    /** Whether each is a member to the other, and neither has given the other up. */
    private boolean bound(SimNode a, SimNode b) {
        boolean members =
                a.table().members().contains(b.name()) && b.table().members().contains(a.name());
        return members && !isGivenUp(a, b) && !isGivenUp(b, a);
    }

    private void notice() {
        for (SimNode hearer : nodes.values()) {
            for (SimNode other : nodes.values()) {
                String pair = hearer.name() + " " + other.name();
                if (hearer == other || !hearer.isResponsive()) {
                    continue;
                }
                if (other.isResponsive() && network.connected(hearer, other)) {
                    silentSince.remove(pair);
                } else {
                    silentSince.putIfAbsent(pair, world.nowNanos());
                }
            }
        }
    }

    private boolean isGivenUp(SimNode hearer, SimNode other) {
        Long since = silentSince.get(hearer.name() + " " + other.name());
        Duration patience = other.isAlive() ? detection : DEATH_NOTICED;
        return since != null && world.nowNanos() - since > patience.toNanos();
    }

    /** The oldest of a side removes who is not in it any more, and tells the others. */
    private void agree(List<SimNode> side) {
        SimNode oldest = side.get(0);
        Set<String> members = new TreeSet<>();
        side.forEach(node -> members.add(node.name()));
        // Whoever is silent, and not given up yet, stays.
        for (String member : oldest.table().members()) {
            SimNode node = nodes.get(member);
            if (node != null
                    && !isGivenUp(oldest, node)
                    && !isElsewhere(node, side)
                    && side.stream().noneMatch(each -> isGivenUp(each, node))) {
                members.add(member);
            }
        }
        for (SimNode node : side) {
            if (!node.table().members().equals(members)) {
                Duration lag = node == oldest ? Duration.ZERO : world.millis(0, 50);
                world.after(lag, () -> node.execute(() -> node.table().members(members)));
            }
        }
        if (members.equals(oldest.table().members())) {
            return;
        }
        Set<String> left = new TreeSet<>(oldest.table().members());
        left.removeAll(members);
        changedAt.put(oldest.name(), world.nowNanos());
        for (int shard = 0; shard < oldest.table().shardCount(); shard++) {
            Slots slots = oldest.table().shard(shard);
            for (String member : left) {
                slots = slots.without(member);
            }
            publish(side, shard, slots);
        }
    }

    /** The oldest says again how the table is to those who have believed otherwise for a while, as after a split. */
    private void repeat(List<SimNode> side) {
        SimNode oldest = side.get(0);
        for (SimNode node : side.subList(1, side.size())) {
            for (int shard = 0; shard < oldest.table().shardCount(); shard++) {
                Slots slots = oldest.table().shard(shard);
                String belief = node.name() + " " + shard;
                if (node.table().shard(shard).equals(slots)) {
                    differsSince.remove(belief);
                } else if (world.nowNanos() - differsSince.computeIfAbsent(belief, now -> world.nowNanos())
                        > TOLD_AGAIN.toNanos()) {
                    differsSince.remove(belief);
                    int number = shard;
                    network.reliably(oldest, node, () -> node.table().take(number, slots, true));
                }
            }
        }
    }

    /** Whether a node that answers has left this side for another. */
    private boolean isElsewhere(SimNode node, List<SimNode> side) {
        return node.isResponsive()
                && !side.contains(node)
                && !node.table().members().contains(side.get(0).name());
    }

    /** The oldest knows at once, the others after a lag. */
    void publish(List<SimNode> side, int shard, Slots slots) {
        side.get(0).table().take(shard, slots, false);
        for (SimNode node : side.subList(1, side.size())) {
            network.reliably(side.get(0), node, () -> node.table().take(shard, slots, false));
        }
    }

    private void considerMerge(List<List<SimNode>> sides) {
        if (sides.size() < 2 || !canMerge(sides)) {
            apartSince = -1;
            return;
        }
        if (apartSince < 0) {
            apartSince = world.nowNanos();
        } else if (world.nowNanos() - apartSince > MERGE_AFTER.toNanos()) {
            apartSince = -1;
            List<List<SimNode>> bySize = new ArrayList<>(sides);
            bySize.sort((a, b) -> Integer.compare(b.size(), a.size()));
            for (List<SimNode> smaller : bySize.subList(1, bySize.size())) {
                List<SimNode> larger = bySize.get(0);
                List<SimMerge.Left> left = new ArrayList<>();
                for (SimNode node : smaller) {
                    left.addAll(merge.leave(node));
                    node.clear();
                    resetTable(node);
                    List<SimNode> now = new ArrayList<>(larger);
                    join(node, now);
                    larger.add(node);
                }
                merge.into(larger, left);
            }
        }
    }

    private static void resetTable(SimNode node) {
        for (int shard = 0; shard < node.table().shardCount(); shard++) {
            Slots slots = node.table().shard(shard);
            for (int i = 0; i < slots.holders().size(); i++) {
                slots = slots.with(i, null);
            }
            node.table().take(shard, slots, true);
        }
    }

    /** Every two of different sides can talk. */
    private boolean canMerge(List<List<SimNode>> sides) {
        List<SimNode> all = sides.stream().flatMap(List::stream).toList();
        for (SimNode a : all) {
            for (SimNode b : all) {
                if (!network.connected(a, b)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Nullable
    SimNode memberOf(List<SimNode> side, @Nullable String name) {
        return side.stream().filter(node -> node.name().equals(name)).findAny().orElse(null);
    }
}
