package dev.lux.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The cluster as this node sees it: who is there, who owns how much, whether there is a quorum, and what was repaired
 * here. Computed when it is asked for; usable on any thread.
 */
public final class ClusterStatus {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Store store;
    private final int dataMembers;
    private final Local local;

    /**
     * What this node says of itself.
     *
     * @param served shards that its owners serve
     * @param term the highest term among them
     * @param documents live documents that it owns
     * @param stateBytes of all records that it owns
     */
    public record Local(
            BooleanSupplier ready,
            LongSupplier served,
            LongSupplier term,
            LongSupplier documents,
            LongSupplier stateBytes,
            RepairMetrics repairs) {}

    /** @param dataMembers N, as configured */
    public ClusterStatus(Store store, int dataMembers, Local local) {
        this.store = store;
        this.dataMembers = dataMembers;
        this.local = local;
    }

    /** A JSON object, as the protocol page describes it. */
    public byte[] json() {
        Map<String, Integer> owned = new HashMap<>();
        int unowned = 0;
        int incomplete = 0;
        for (int shard = 0; shard < store.shardCount(); shard++) {
            String owner = store.ownerNode(shard);
            if (owner == null) {
                unowned++;
            } else {
                owned.merge(owner, 1, Integer::sum);
            }
            incomplete += store.stamp(shard).complete() ? 0 : 1;
        }
        ObjectNode status = MAPPER.createObjectNode();
        status.put("node", store.localNode()).put("ready", local.ready.getAsBoolean());
        ArrayNode members = status.putArray("members");
        int alive = 0;
        for (Store.Member member : store.members()) {
            alive += member.data() ? 1 : 0;
            members.addObject()
                    .put("node", member.node())
                    .put("role", member.data() ? "data" : "edge")
                    .put("address", member.address())
                    .put("this", member.node().equals(store.localNode()))
                    .put("shards", owned.getOrDefault(member.node(), 0));
        }
        status.putObject("quorum")
                .put("has", store.quorum())
                .put("dataMembers", dataMembers)
                .put("needed", dataMembers / 2 + 1)
                .put("alive", alive);
        status.putObject("shards")
                .put("total", store.shardCount())
                .put("unowned", unowned)
                .put("missingCopies", incomplete)
                .put("lost", store.losses())
                .put("servedHere", local.served.getAsLong())
                .put("highestTermHere", local.term.getAsLong());
        status.putObject("stateHere")
                .put("documents", local.documents.getAsLong())
                .put("bytes", local.stateBytes.getAsLong());
        ObjectNode repairs = status.putObject("repairsHere");
        local.repairs.counts().forEach(repairs::put);
        return bytes(status);
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that can't be written", e);
        }
    }
}
