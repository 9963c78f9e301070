package dev.lux.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How this node takes part in a cluster. Each is set by the environment variable named here; docs/limits.md says more.
 *
 * @param name LUX_CLUSTER_NAME: nodes join only nodes with the same name
 * @param dataMembers LUX_CLUSTER_DATA_MEMBERS, N: how many nodes keep documents; 1, 3 or 5, configured, never guessed
 * @param role LUX_CLUSTER_ROLE: {@code data} or {@code edge}
 * @param host LUX_CLUSTER_HOST: the one interface that members talk over; private, never for clients
 * @param port LUX_CLUSTER_PORT: for members; a node that joins nobody takes 0, any free one
 * @param busPort LUX_CLUSTER_BUS_PORT: for the event bus between nodes; 0 is any free one
 * @param members LUX_CLUSTER_MEMBERS: where other members are found
 * @param dns LUX_CLUSTER_DNS: a name that resolves to the members, each at {@code port}; empty for none
 * @param detection LUX_CLUSTER_DETECTION: a member that is silent for this long is taken for dead; 3 s to 60 s
 * @param handover LUX_DRAIN_HANDOVER: how long a node that leaves may take to hand its documents over
 */
public record ClusterSettings(
        String name,
        int dataMembers,
        Role role,
        String host,
        int port,
        int busPort,
        List<MemberAddress> members,
        String dns,
        Duration detection,
        Duration handover) {
    public static final String DEFAULT_NAME = "lux";
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 5701;
    public static final Duration DEFAULT_DETECTION = Duration.ofSeconds(7);
    public static final Duration DEFAULT_HANDOVER = Duration.ofSeconds(10);

    private static final Duration SHORTEST_DETECTION = Duration.ofSeconds(3);
    private static final Duration LONGEST_DETECTION = Duration.ofSeconds(60);
    private static final Duration LONGEST_HANDOVER = Duration.ofMinutes(10);

    public ClusterSettings {
        members = List.copyOf(members);
        boolean joins = !members.isEmpty() || !dns.isEmpty();
        require(name.matches("[A-Za-z0-9._-]{1,64}"), "LUX_CLUSTER_NAME is 1 to 64 of A-Z a-z 0-9 . _ -");
        require(dataMembers == 1 || dataMembers == 3 || dataMembers == 5, "LUX_CLUSTER_DATA_MEMBERS is 1, 3 or 5");
        require(
                joins || dataMembers == 1,
                "LUX_CLUSTER_DATA_MEMBERS above 1 needs LUX_CLUSTER_MEMBERS or LUX_CLUSTER_DNS");
        require(
                joins || role == Role.DATA,
                "LUX_CLUSTER_ROLE=edge needs LUX_CLUSTER_MEMBERS or LUX_CLUSTER_DNS: an edge alone keeps nothing");
        require(isOneInterface(host), "LUX_CLUSTER_HOST is the address or name of one interface");
        require(
                joins ? port >= 1 && port <= MemberAddress.HIGHEST_PORT : port == 0,
                "LUX_CLUSTER_PORT is 1 to " + MemberAddress.HIGHEST_PORT
                        + ", and is set only with LUX_CLUSTER_MEMBERS or LUX_CLUSTER_DNS");
        require(
                busPort >= 0 && busPort <= 65_535 && (joins || busPort == 0),
                "LUX_CLUSTER_BUS_PORT is 0 to 65535, and is set only with LUX_CLUSTER_MEMBERS or LUX_CLUSTER_DNS");
        require(dns.matches("[A-Za-z0-9._-]{0,253}"), "LUX_CLUSTER_DNS is a host name");
        require(
                isWithin(detection, SHORTEST_DETECTION, LONGEST_DETECTION) && detection.toMillis() % 1_000 == 0,
                "LUX_CLUSTER_DETECTION is 3s to 60s, in whole seconds");
        require(isWithin(handover, Duration.ZERO, LONGEST_HANDOVER), "LUX_DRAIN_HANDOVER is 0s to 10m");
    }

    /** One node on the loopback interface that joins nobody. */
    public static ClusterSettings single(String uniqueName) {
        return new ClusterSettings(
                uniqueName, 1, Role.DATA, DEFAULT_HOST, 0, 0, List.of(), "", DEFAULT_DETECTION, DEFAULT_HANDOVER);
    }

    /** Whether this node seeks others, or is a cluster of one. */
    public boolean joins() {
        return !members.isEmpty() || !dns.isEmpty();
    }

    /** f = floor(N/2): synchronous copies beside the primary. */
    public int copies() {
        return dataMembers / 2;
    }

    /** Q = floor(N/2)+1: data members that must be alive. */
    public int quorum() {
        return dataMembers / 2 + 1;
    }

    /** What members compare before they join: nodes with another N are another cluster. */
    String joinName() {
        return name + "/" + dataMembers;
    }

    private static boolean isOneInterface(String host) {
        return host.matches("[A-Za-z0-9._:-]+") && !host.equals("0.0.0.0") && !host.equals("::");
    }

    private static boolean isWithin(Duration value, Duration shortest, Duration longest) {
        return value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
