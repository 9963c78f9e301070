package dev.lux.boot;

import dev.lux.lifecycle.Lifecycle;
import dev.lux.lifecycle.Lifecycle.Phase;
import java.util.function.BooleanSupplier;

/**
 * Whether this node takes writes: it listens, has once served every shard that was its to serve, is not stopping, sees
 * enough of the cluster, and knows which credentials hold. A shard that moves later makes no node unready: writes to it are asked again. Usable on any
 * thread.
 */
final class Readiness {
    private final Lifecycle lifecycle;
    private final BooleanSupplier quorum;
    private final BooleanSupplier settled;
    private volatile boolean listening;

    /**
     * @param lifecycle is moved on to serving when that is so for the first time
     * @param settled whether every shard whose primary is here is served
     */
    Readiness(Lifecycle lifecycle, BooleanSupplier quorum, BooleanSupplier settled) {
        this.lifecycle = lifecycle;
        this.quorum = quorum;
        this.settled = settled;
    }

    void listening() {
        listening = true;
    }

    boolean isReady() {
        boolean enough = quorum.getAsBoolean() && lifecycle.contact().isThere();
        if (enough && listening && !lifecycle.isReady() && settled.getAsBoolean()) {
            // Does nothing once the node is leaving.
            lifecycle.moveTo(Phase.SERVING);
        }
        return enough && lifecycle.isReady();
    }
}
