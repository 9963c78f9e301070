package dev.lux.cluster;

import java.time.Duration;
import java.util.List;

/** Settings of a node that joins others on loopback, to be varied by a test. */
record Cluster(
        String name,
        int dataMembers,
        Role role,
        String host,
        int port,
        int busPort,
        List<MemberAddress> members,
        String dns,
        Duration detection) {
    static Cluster of(int dataMembers) {
        return new Cluster(
                "a-name",
                dataMembers,
                Role.DATA,
                "127.0.0.1",
                5701,
                0,
                MemberAddress.parseList("127.0.0.1:5701"),
                "",
                ClusterSettings.DEFAULT_DETECTION);
    }

    ClusterSettings settings() {
        return new ClusterSettings(
                name,
                dataMembers,
                role,
                host,
                port,
                busPort,
                members,
                dns,
                detection,
                ClusterSettings.DEFAULT_HANDOVER);
    }

    Cluster name(String newName) {
        return new Cluster(newName, dataMembers, role, host, port, busPort, members, dns, detection);
    }

    Cluster role(Role newRole) {
        return new Cluster(name, dataMembers, newRole, host, port, busPort, members, dns, detection);
    }

    Cluster host(String newHost) {
        return new Cluster(name, dataMembers, role, newHost, port, busPort, members, dns, detection);
    }

    Cluster port(int newPort) {
        return new Cluster(name, dataMembers, role, host, newPort, busPort, members, dns, detection);
    }

    Cluster busPort(int newBusPort) {
        return new Cluster(name, dataMembers, role, host, port, newBusPort, members, dns, detection);
    }

    /** @param addresses {@code host:port}; none for nobody to join */
    Cluster joining(String... addresses) {
        List<MemberAddress> parsed = MemberAddress.parseList(String.join(",", addresses));
        return new Cluster(name, dataMembers, role, host, port, busPort, parsed, dns, detection);
    }

    Cluster dns(String newDns) {
        return new Cluster(name, dataMembers, role, host, port, busPort, members, newDns, detection);
    }

    Cluster detection(Duration newDetection) {
        return new Cluster(name, dataMembers, role, host, port, busPort, members, dns, newDetection);
    }
}
