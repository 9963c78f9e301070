package dev.lux.harness.fault;

import java.util.Set;

/**
 * One fault that can be made on a cluster of real processes and undone again; used once, by one thread.
 *
 * <p>{@link #begin} returns when the fault is known to be in effect, {@link #end} when all of it is undone and every
 * node that should be there is ready again. What heals by itself does nothing in {@code end} but wait.
 */
public interface Disturbance {
    /** By which figures are put together: {@code kill}, {@code pause}, {@code partition}. */
    String kind();

    /** Names of nodes that can reach no quorum while it is in effect. */
    default Set<String> isolated() {
        return Set.of();
    }

    /** Whether more data members die at once than there are copies, so that acknowledged state may be lost. */
    default boolean losesState() {
        return false;
    }

    /**
     * Breaks it.
     *
     * @return what was observed that proves that it happened, never blank
     */
    String begin() throws Exception;

    /** Undoes it. */
    void end() throws Exception;
}
