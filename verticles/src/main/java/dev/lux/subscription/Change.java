package dev.lux.subscription;

/**
 * A committed state on its way to the hubs of this node.
 *
 * @param replaced how many states of the document were committed before it and never sent
 */
record Change(SharedState state, int replaced) {}
