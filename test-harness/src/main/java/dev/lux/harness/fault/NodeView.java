package dev.lux.harness.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one node sees it, now.
 *
 * @param members addresses of those in its cluster, oldest first
 * @param incomplete shards that have no owner or lack a copy
 * @param lost how often a shard lost all its copies, since this process started
 * @param repairs how often it repaired something, by cause, since this process started
 */
record NodeView(
        boolean ready, boolean quorum, List<String> members, int incomplete, long lost, Map<String, Long> repairs) {
    /** The node itself waits a second for the answers of the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** {@code null} when the node does not answer in time, as a dead or frozen one does not. */
    static @Nullable NodeView of(Node node) {
        try (HttpConnection connection = HttpConnection.open(node.url(), 0, PATIENCE)) {
            connection.timeout(PATIENCE);
            connection.send(HttpBytes.request(Launch.KEY, "GET", "/api/lux/_cluster", new byte[0]));
            Reply reply = connection.read();
            return reply.ok() ? parse(reply.json()) : null;
        } catch (IOException noAnswer) {
            return null;
        }
    }

    private static NodeView parse(JsonNode status) {
        List<String> members = new ArrayList<>();
        for (JsonNode member : status.path("members")) {
            String address = member.path("address").asText();
            members.add(address.substring(0, address.lastIndexOf(':')));
        }
        JsonNode shards = status.path("shards");
        Map<String, Long> repairs = new TreeMap<>();
        status.path("repairsHere")
                .properties()
                .forEach(each -> repairs.put(each.getKey(), each.getValue().asLong()));
        return new NodeView(
                status.path("ready").asBoolean(),
                status.path("quorum").path("has").asBoolean(),
                members,
                shards.path("unowned").asInt() + shards.path("missingCopies").asInt(),
                shards.path("lost").asLong(),
                repairs);
    }

    boolean sees(Node node) {
        return members.contains(node.place().memberAddress());
    }
}
