package dev.lux.owner;

import dev.lux.limits.Limits;
import dev.lux.store.Store;
import dev.lux.time.Clock;

/**
 * What one owner is given at start.
 *
 * @param index its number among the owners of this node, from 0
 * @param owners how many owners this node has
 * @param budget shared by them
 * @param counts told of what is sent to edges
 */
public record OwnerSettings(
        Store store, Clock clock, Limits limits, StateBudget budget, int index, int owners, FanOutCounts counts) {}
