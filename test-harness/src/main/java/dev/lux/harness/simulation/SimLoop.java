package dev.lux.harness.simulation;

import dev.lux.loop.Loop;
import java.time.Duration;

/** An event loop of a simulated node: it stands still while the node is paused, and ends with it. */
final class SimLoop implements Loop {
    private static final int HOP_NANOS = 20_000;

    private final SimWorld world;
    private final SimNode node;
    private long lastNanos;

    SimLoop(SimWorld world, SimNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public void run(Runnable task) {
        lastNanos = Math.max(lastNanos, world.nowNanos()) + 1 + world.random().nextInt(HOP_NANOS);
        world.at(lastNanos, () -> node.execute(task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        boolean[] cancelled = {false};
        world.after(
                delay,
                () -> node.execute(() -> {
                    if (!cancelled[0]) {
                        task.run();
                    }
                }));
        return () -> cancelled[0] = true;
    }
}
