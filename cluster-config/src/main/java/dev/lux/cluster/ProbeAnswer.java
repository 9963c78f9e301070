package dev.lux.cluster;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself and of its cluster to whoever connects to its probe: one line of JSON.
 *
 * @param name of the cluster
 * @param dataMembers N
 * @param node this process
 * @param role what it does
 * @param quorum whether it sees enough data members
 * @param wallMicros what its clock says
 * @param members whom it sees, itself included
 */
record ProbeAnswer(
        String name, int dataMembers, String node, Role role, boolean quorum, long wallMicros, List<Seen> members) {
    /**
     * A member as another one sees it.
     *
     * @param address where it listens for members
     */
    record Seen(String node, MemberAddress address) {}

    static ProbeAnswer of(ClusterSettings settings, String node, Membership.View view, long wallMicros) {
        return new ProbeAnswer(
                settings.name(),
                settings.dataMembers(),
                node,
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
        JsonArray seen = new JsonArray();
        members.forEach(member -> seen.add(new JsonObject()
                .put("node", member.node())
                .put("host", member.address().host())
                .put("port", member.address().port())));
        JsonObject json = new JsonObject()
                .put("name", name)
                .put("dataMembers", dataMembers)
                .put("node", node)
                .put("role", role.name())
                .put("quorum", quorum)
                .put("wallMicros", wallMicros)
                .put("members", seen);
        return (json.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @return {@code null} when it is no answer of a node of Lux */
    static @Nullable ProbeAnswer decode(byte[] line) {
        try {
            JsonObject json = new JsonObject(new String(line, StandardCharsets.UTF_8));
            List<Seen> seen = new ArrayList<>();
            for (Object member : json.getJsonArray("members")) {
                JsonObject one = (JsonObject) member;
                seen.add(new Seen(text(one, "node"), new MemberAddress(text(one, "host"), one.getInteger("port"))));
            }
            return new ProbeAnswer(
                    text(json, "name"),
                    json.getInteger("dataMembers"),
                    text(json, "node"),
                    Role.valueOf(text(json, "role")),
                    json.getBoolean("quorum"),
                    json.getLong("wallMicros"),
                    List.copyOf(seen));
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    private static String text(JsonObject json, String key) {
        String text = json.getString(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no " + key);
        }
        return text;
    }
}
