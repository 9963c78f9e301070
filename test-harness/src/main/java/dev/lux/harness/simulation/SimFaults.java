package dev.lux.harness.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Breaks a simulated cluster, as its seed says, and mends what can be mended at the end. */
final class SimFaults {
    private final SimWorld world;
    private final SimNetwork network;
    private final SimCluster cluster;
    private final Supplier<SimNode> newDataNode;
    private final int mayDie;
    private final List<String> happened = new ArrayList<>();
    private int died;

    /** @param mayDie how many data members may be dead at a time without anything acknowledged being lost */
    SimFaults(SimWorld world, SimNetwork network, SimCluster cluster, Supplier<SimNode> newDataNode, int mayDie) {
        this.world = world;
        this.network = network;
        this.cluster = cluster;
        this.newDataNode = newDataNode;
        this.mayDie = mayDie;
    }

    List<String> happened() {
        return happened;
    }

    /** One to four faults in this time. */
    void plan(Duration from, Duration to) {
        int count = 1 + world.random().nextInt(4);
        for (int i = 0; i < count; i++) {
            world.after(world.between(from, to), this::one);
        }
    }

    private void one() {
        List<SimNode> data = cluster.nodes().stream()
                .filter(node -> node.isData() && node.isResponsive())
                .toList();
        List<SimNode> all =
                cluster.nodes().stream().filter(SimNode::isResponsive).toList();
        if (data.size() < 2) {
            return;
        }
        SimNode one = data.get(world.random().nextInt(data.size()));
        SimNode other = all.get(world.random().nextInt(all.size()));
        switch (world.random().nextInt(10)) {
            case 0, 1 -> kill(one);
            case 2 -> pause(one, world.millis(500, 5_000));
            case 3 -> pause(one, world.millis(8_500, 14_000));
            case 4, 5 -> isolate(one);
            case 6 -> cut(one, other, true);
            case 7 -> cut(one, other, false);
            case 8 -> lose();
            default -> pause(other, world.millis(1_000, 10_000));
        }
    }

    private void note(String what) {
        happened.add(String.format("%.1f s %s", world.nowNanos() / 1e9, what));
    }

    private void kill(SimNode node) {
        // Paused or cut off counts as dead, since it may not come back with what it had.
        boolean quiet = cluster.nodes().stream().allMatch(each -> !each.isAlive() || !each.isPaused());
        if (died >= mayDie || !quiet || !happened.stream().allMatch(what -> what.contains("lose"))) {
            return;
        }
        died++;
        note("kill " + node);
        node.kill();
        if (world.chance(0.7)) {
            world.after(world.millis(2_000, 6_000), () -> {
                SimNode fresh = newDataNode.get();
                note("start " + fresh);
            });
        }
    }

    private void pause(SimNode node, Duration time) {
        if (died > 0) {
            return;
        }
        note("pause " + node + " for " + time.toMillis() + " ms");
        node.pause();
        world.after(time, node::resume);
    }

    private void isolate(SimNode node) {
        if (died > 0) {
            return;
        }
        note("isolate " + node);
        for (SimNode other : cluster.nodes()) {
            if (other != node) {
                network.cut(node, other);
                network.cut(other, node);
            }
        }
        world.after(longOrShort(), network::healAll);
    }

    private void cut(SimNode from, SimNode to, boolean bothWays) {
        if (from == to || died > 0) {
            return;
        }
        note("cut " + from + (bothWays ? " <> " : " > ") + to);
        network.cut(from, to);
        if (bothWays) {
            network.cut(to, from);
        }
        world.after(longOrShort(), network::healAll);
    }

    /** Longer than the failure detector, or shorter. */
    private Duration longOrShort() {
        return world.chance(0.6) ? world.millis(8_500, 16_000) : world.millis(1_000, 8_000);
    }

    private void lose() {
        double share = 0.05 + world.random().nextDouble() * 0.4;
        note(String.format("lose %.0f %% of messages", share * 100));
        network.loss(share);
        world.after(world.millis(1_000, 8_000), () -> network.loss(0));
    }

    /** From now on nothing is wrong. */
    void mend() {
        network.healAll();
        network.loss(0);
        cluster.nodes().stream().filter(SimNode::isPaused).forEach(SimNode::resume);
    }
}
