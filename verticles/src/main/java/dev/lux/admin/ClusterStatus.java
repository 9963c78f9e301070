package dev.lux.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.route.Nodes;
import dev.lux.store.Store;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The cluster as this node sees it: who is there, who owns how much, whether there is a quorum; and what each node says of
 * itself, for which it is asked over the event bus. Computed when it is asked for; usable on any thread.
 */
public final class ClusterStatus {
    /** For the slowest node: people wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Store store;
    private final int dataMembers;
    private final Local local;
    private final Nodes nodes;

    /**
     * What this node says of itself.
     *
     * @param served shards that its owners serve
     * @param term the highest term among them
     * @param documents live documents that it owns
     * @param stateBytes of all records that it owns
     * @param http where it listens for clients, {@code host:port}; empty as long as it does not
     */
    public record Local(
            BooleanSupplier ready,
            LongSupplier served,
            LongSupplier term,
            LongSupplier documents,
            LongSupplier stateBytes,
            RepairMetrics repairs,
            Supplier<String> http) {}

    /** @param dataMembers N, as configured */
    public ClusterStatus(Store store, int dataMembers, Local local, Nodes nodes) {
        this.store = store;
        this.dataMembers = dataMembers;
        this.local = local;
        this.nodes = nodes;
    }

    /** What this node says of itself: a JSON object. */
    byte[] ofThisNode() {
        ObjectNode own = MAPPER.createObjectNode();
        own.put("ready", local.ready.getAsBoolean())
                .put("http", local.http.get())
                .put("served", local.served.getAsLong())
                .put("highestTerm", local.term.getAsLong())
                .put("documents", local.documents.getAsLong())
                .put("bytes", local.stateBytes.getAsLong());
        ObjectNode repairs = own.putObject("repairs");
        local.repairs.counts().forEach(repairs::put);
        return bytes(own);
    }

    /** A JSON object, as the protocol page describes it: by then every node has been asked. */
    public Future<byte[]> json() {
        return nodes.askAll("status", PATIENCE).map(this::json);
    }

    private byte[] json(Map<String, byte[]> answers) {
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
            ObjectNode described = members.addObject();
            described
                    .put("node", member.node())
                    .put("role", member.data() ? "data" : "edge")
                    .put("address", member.address())
                    .put("this", member.node().equals(store.localNode()))
                    .put("shards", owned.getOrDefault(member.node(), 0));
            byte[] own = answers.get(member.node());
            described.put("answered", own != null);
            if (own != null) {
                described.setAll(object(own));
            }
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

    private static ObjectNode object(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("a node answered no JSON", e);
        }
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that can't be written", e);
        }
    }
}
