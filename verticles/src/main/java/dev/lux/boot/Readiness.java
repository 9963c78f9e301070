package dev.lux.boot;

import java.util.function.BooleanSupplier;

/**
 * Whether this node takes writes: it listens, is not stopping, sees enough of the cluster, and serves every shard that is
 * its to serve. Usable on any thread.
 */
final class Readiness {
    private enum Stage {
        STARTING,
        LISTENING,
        STOPPING
    }

    private final BooleanSupplier quorum;
    private final BooleanSupplier settled;
    private volatile Stage stage = Stage.STARTING;

    /** @param settled whether every shard whose primary is here is served */
    Readiness(BooleanSupplier quorum, BooleanSupplier settled) {
        this.quorum = quorum;
        this.settled = settled;
    }

    void listening() {
        stage = Stage.LISTENING;
    }

    void stopping() {
        stage = Stage.STOPPING;
    }

    boolean isReady() {
        return stage == Stage.LISTENING && quorum.getAsBoolean() && settled.getAsBoolean();
    }
}
