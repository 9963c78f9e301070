package dev.lux.boot;

import java.util.function.BooleanSupplier;

/**
 * Whether this node takes writes: it listens, has once served every shard that was its to serve, is not stopping, and
 * sees enough of the cluster. A shard that moves later makes no node unready: writes to it are asked again. Usable on any
 * thread.
 */
final class Readiness {
    private enum Stage {
        STARTING,
        LISTENING,
        SERVING,
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

    synchronized void listening() {
        stage = Stage.LISTENING;
    }

    private synchronized void serving() {
        if (stage == Stage.LISTENING) {
            stage = Stage.SERVING;
        }
    }

    synchronized void stopping() {
        stage = Stage.STOPPING;
    }

    boolean isReady() {
        boolean enough = quorum.getAsBoolean();
        if (enough && stage == Stage.LISTENING && settled.getAsBoolean()) {
            serving();
        }
        return enough && stage == Stage.SERVING;
    }
}
