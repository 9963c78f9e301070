package dev.lux.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in this node's own memory of a shard, whether it has the primary copy or another. For comparisons alone: a
 * copy says nothing about what is acknowledged.
 */
public interface Copies {
    /**
     * Reads one copy. Blocks for as long as the shard's commits before it take, so never on an event loop.
     *
     * @return {@code null} when this node has no copy of the shard
     * @throws IllegalStateException when it can't be read in time
     */
    @Nullable
    Copy read(int shard);

    /**
     * The records of a shard on one node at one instant, the meta key left out.
     *
     * @param replica 0 of the primary copy, from 1 of the others
     */
    record Copy(int replica, List<Store.Entry> records) {}
}
