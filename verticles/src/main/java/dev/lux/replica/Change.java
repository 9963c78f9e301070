package dev.lux.replica;

/**
 * A committed state on its way to the audiences of this node.
 *
 * @param replaced how many states of the document were committed before it and never sent
 * @param reset whether it takes the place of a later version that was lost for good
 */
public record Change(SharedState state, int replaced, boolean reset) {}
