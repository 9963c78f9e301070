package dev.lux.store;

import java.util.List;

/**
 * Who holds a shard, at one instant.
 *
 * @param partitionVersion rises with every change of the shard's copies
 * @param copies the members in the slots, primary first, each under a name that it gives up in a merge; {@code ""}
 *     where a slot is empty or its member has left
 * @param local whether the primary is this node
 * @param complete whether every configured copy is there and alive
 * @param quorum whether enough data members are alive
 */
public record Stamp(int partitionVersion, List<String> copies, boolean local, boolean complete, boolean quorum) {
    /** Whether a commit may start. */
    public boolean usable() {
        return local && complete && quorum;
    }
}
