package dev.lux.route;

import dev.lux.store.Store;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds every event-bus address that there is: one per owner of a node, and one per node for its edge. Never one per
 * document, shard or socket: a registration is a cluster-wide write.
 */
public final class BusAddress {
    private final Store store;
    private final int ownersPerNode;

    /** @param ownersPerNode how many owners each node runs; shards are dealt to them by number modulo this */
    public BusAddress(Store store, int ownersPerNode) {
        this.store = store;
        this.ownersPerNode = ownersPerNode;
    }

    /** The address of an owner of this node. */
    public String localOwner(int index) {
        return owner(store.localNode(), index);
    }

    /** The owner that serves a document now, or {@code null} when no node does. */
    @Nullable
    String ownerOf(String id) {
        int shard = store.shardOf(id);
        String node = store.ownerNode(shard);
        return node == null ? null : owner(node, shard % ownersPerNode);
    }

    /** Every owner of every node that has a shard. */
    List<String> allOwners() {
        return IntStream.range(0, store.shardCount())
                .mapToObj(store::ownerNode)
                .filter(node -> node != null)
                .distinct()
                .flatMap(node -> IntStream.range(0, ownersPerNode).mapToObj(index -> owner(node, index)))
                .toList();
    }

    /** The address of this node's edge; it also names the edge to owners. */
    public String localEdge() {
        return "lux.edge." + store.localNode();
    }

    /** Whether the node behind an address is in the cluster. */
    boolean isAlive(String address) {
        return address.equals(localEdge()) || address.startsWith("lux.owner." + store.localNode());
    }

    boolean isLocal(String address) {
        return address.contains(store.localNode());
    }

    private static String owner(String node, int index) {
        return "lux.owner." + node + "." + index;
    }
}
