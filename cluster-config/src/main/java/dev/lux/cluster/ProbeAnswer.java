package dev.lux.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself and of its cluster to whoever connects to its probe: one line of JSON.
 *
 * @param name of the cluster
 * @param dataMembers N
 * @param node this process
 * @param member its name in its cluster, another one after each merge
 * @param merge whether it, or one that it came with, is still to bring what it has to the cluster that it is in
 * @param role what it does
 * @param quorum whether it sees enough data members
 * @param wallMicros what its clock says
 * @param members whom it sees, itself included
 */
record ProbeAnswer(
        String name,
        int dataMembers,
        String node,
        String member,
        MergePhase merge,
        Role role,
        boolean quorum,
        long wallMicros,
        List<Seen> members) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A member as another one sees it.
     *
     * @param address where it listens for members
     */
    record Seen(String node, MemberAddress address) {}

    static ProbeAnswer of(
            ClusterSettings settings,
            String node,
            UUID member,
            MergePhase merge,
            Membership.View view,
            long wallMicros) {
        return new ProbeAnswer(
                settings.name(),
                settings.dataMembers(),
                node,
                member.toString(),
                merge,
                settings.role(),
                view.quorum(),
                wallMicros,
                view.members());
    }

    boolean lists(String otherNode) {
        return members.stream().anyMatch(member -> member.node().equals(otherNode));
    }

    boolean isOfCluster(ClusterSettings settings) {
        return name.equals(settings.name()) && dataMembers == settings.dataMembers();
    }

    byte[] encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name)
                .put("dataMembers", dataMembers)
                .put("node", node)
                .put("member", member)
                .put("merge", merge.name())
                .put("role", role.name())
                .put("quorum", quorum)
                .put("wallMicros", wallMicros);
        ArrayNode seen = json.putArray("members");
        members.forEach(member -> seen.addObject()
                .put("node", member.node())
                .put("host", member.address().host())
                .put("port", member.address().port()));
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @return {@code null} when it is no answer of a node of Lux */
    static @Nullable ProbeAnswer decode(byte[] line) {
        try {
            JsonNode json = JSON.readTree(line);
            List<Seen> seen = new ArrayList<>();
            for (JsonNode member : required(json, "members", JsonNode::isArray)) {
                seen.add(new Seen(
                        text(member, "node"), new MemberAddress(text(member, "host"), integer(member, "port"))));
            }
            return new ProbeAnswer(
                    text(json, "name"),
                    integer(json, "dataMembers"),
                    text(json, "node"),
                    text(json, "member"),
                    MergePhase.valueOf(text(json, "merge")),
                    Role.valueOf(text(json, "role")),
                    required(json, "quorum", JsonNode::isBoolean).booleanValue(),
                    required(json, "wallMicros", value -> value.isIntegralNumber() && value.canConvertToLong())
                            .longValue(),
                    List.copyOf(seen));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(JsonNode json, String key) {
        return required(json, key, JsonNode::isTextual).textValue();
    }

    private static int integer(JsonNode json, String key) {
        return required(json, key, value -> value.isIntegralNumber() && value.canConvertToInt())
                .intValue();
    }

    private static JsonNode required(JsonNode json, String key, Predicate<JsonNode> type) {
        JsonNode value = json.path(key);
        if (!type.test(value)) {
            throw new IllegalArgumentException("there is no such " + key);
        }
        return value;
    }
}
