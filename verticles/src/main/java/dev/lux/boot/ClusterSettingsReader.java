package dev.lux.boot;

import dev.lux.cluster.ClusterSettings;
import dev.lux.cluster.MemberAddress;
import dev.lux.cluster.Role;
import java.util.List;
import java.util.UUID;

/** Reads how a node takes part in a cluster. */
final class ClusterSettingsReader {
    private ClusterSettingsReader() {}

    /** @throws IllegalArgumentException with the name of the setting and what is wrong with it */
    static ClusterSettings read(Environment environment) {
        String name = environment.text("LUX_CLUSTER_NAME", ClusterSettings.DEFAULT_NAME);
        List<MemberAddress> members = environment.parsed("LUX_CLUSTER_MEMBERS", "", MemberAddress::parseList);
        String dns = environment.text("LUX_CLUSTER_DNS", "");
        boolean joins = !members.isEmpty() || !dns.isEmpty();
        return new ClusterSettings(
                // Of a cluster of one nobody else needs to know the name, and nobody may hit upon it.
                joins ? name : name + "-" + UUID.randomUUID(),
                environment.integer("LUX_CLUSTER_DATA_MEMBERS", 1),
                environment.parsed("LUX_CLUSTER_ROLE", "data", ClusterSettingsReader::role),
                environment.text("LUX_CLUSTER_HOST", ClusterSettings.DEFAULT_HOST),
                environment.integer("LUX_CLUSTER_PORT", joins ? ClusterSettings.DEFAULT_PORT : 0),
                environment.integer("LUX_CLUSTER_BUS_PORT", 0),
                members,
                dns,
                environment.duration("LUX_CLUSTER_DETECTION", ClusterSettings.DEFAULT_DETECTION),
                environment.duration("LUX_DRAIN_HANDOVER", ClusterSettings.DEFAULT_HANDOVER));
    }

    private static Role role(String text) {
        return switch (text) {
            case "data" -> Role.DATA;
            case "edge" -> Role.EDGE;
            default -> throw new IllegalArgumentException("data or edge, not " + text);
        };
    }
}
