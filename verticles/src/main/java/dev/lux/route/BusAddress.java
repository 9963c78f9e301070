package dev.lux.route;

import dev.lux.command.Writer;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds every event-bus address that there is: one per owner of a node, and two per node, for its edge and for questions
 * about the node. Never one per document, shard or socket: a registration is a cluster-wide write. Who owns what is read from the partition table.
 */
public final class BusAddress {
    private static final String OWNER = "lux.owner.";
    private static final String EDGE = "lux.edge.";
    private static final String NODE = "lux.node.";

    private final Store store;

    public BusAddress(Store store) {
        this.store = store;
    }

    /** The address of an owner of this node. */
    public String localOwner(int index) {
        return owner(store.localNode(), index);
    }

    /** The address of this node's edge; it also names the edge to owners. */
    public String localEdge() {
        return EDGE + store.localNode();
    }

    /** The address under which a node answers questions about itself. */
    public String node(String node) {
        return NODE + node;
    }

    /** Every node in the cluster now. */
    public List<String> nodes() {
        return store.nodes();
    }

    public String localNode() {
        return store.localNode();
    }

    /** Names an event loop of this node as one that numbers writes. */
    public long writer(int index) {
        return Writer.of(store.localNode(), index);
    }

    public int shardOf(String id) {
        return store.shardOf(id);
    }

    public int shardCount() {
        return store.shardCount();
    }

    /** Changes whenever {@link #ownerOf} may have. */
    public long tableStamp() {
        return store.tableStamp();
    }

    /** Whether enough data members are alive for anything to be acknowledged. */
    public boolean hasQuorum() {
        return store.quorum();
    }

    /** The owner that serves a shard now, or {@code null} when no node does. */
    public @Nullable String ownerOf(int shard) {
        String node = store.ownerNode(shard);
        int owners = node == null ? 0 : store.ownersOf(node);
        return owners == 0 ? null : owner(node, shard % owners);
    }

    /** Shards by the owner that serves them now; {@code null} when one of them has none. */
    @Nullable
    Map<String, List<Integer>> byOwner(Collection<Integer> shards) {
        Map<String, List<Integer>> byOwner = new LinkedHashMap<>();
        for (int shard : shards) {
            String owner = ownerOf(shard);
            if (owner == null) {
                return null;
            }
            byOwner.computeIfAbsent(owner, first -> new ArrayList<>()).add(shard);
        }
        return byOwner;
    }

    /** Whether the node behind an address is in the cluster. */
    public boolean isAlive(String address) {
        return store.isMember(nodeOf(address));
    }

    boolean isLocal(String address) {
        return nodeOf(address).equals(store.localNode());
    }

    private static String nodeOf(String address) {
        return address.startsWith(EDGE)
                ? address.substring(EDGE.length())
                : address.substring(OWNER.length(), address.lastIndexOf('.'));
    }

    private static String owner(@Nullable String node, int index) {
        return OWNER + node + "." + index;
    }
}
