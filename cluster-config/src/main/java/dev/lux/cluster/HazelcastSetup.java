package dev.lux.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The Hazelcast configuration that the acknowledgement rule assumes. Where a value matters to safety, the reason
 * stands beside it; docs/adr/0002 and 0009 have the measurements.
 */
final class HazelcastSetup {
    static final String DOCUMENTS = "lux.documents";

    /**
     * How often a new master asks a member to follow it; and for how many seconds, but no longer than until a silent one
     * is suspected. A member that has not yet noticed the end of the old master refuses and, if it is not asked again, is
     * thrown out. Five questions come without a pause, nine in half a second, then two a second: twenty last 3.5 s, and
     * members notice a death within 2 s of each other. (MembershipManager.invokeFetchMembersViewOp takes one number for
     * both; Invocation.handleRetry has the pauses.)
     */
    private static final int CLAIM_TRIES = 20;

    private static final String QUORUM = "lux.quorum";

    private HazelcastSetup() {}

    /**
     * @param attributes what the other members are told of this node
     * @param peers where others may be, for a node that joins
     */
    static Config config(ClusterSettings settings, NodeAttributes attributes, Peers peers) {
        // Before Hazelcast logs its first line, which the configuration below would be too late for.
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(settings.joinName());
        config.setLiteMember(settings.role() == Role.EDGE);
        attributes.writeTo(config.getMemberAttributeConfig());
        safety(config, settings);
        timing(config, settings);
        network(config.getAdvancedNetworkConfig(), settings, peers);
        maps(config, settings);
        serialization(config);
        CopyVersions.addTo(config);
        return config;
    }

    private static void safety(Config config, ClusterSettings settings) {
        // A write whose copy never answered must not count as a success (the default says it does).
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        // A read during a migration must not see what the new primary has already replaced.
        config.setProperty("hazelcast.partition.migration.stale.read.disabled", "true");
        // A link that is dead one way only: the master waits this many rounds for reports from all, then drops the
        // fewest members that leave everyone connected. The default, 0, leaves the dead link in the cluster.
        config.setProperty("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "5");
        // Not hazelcast.initial.min.cluster.size: it counts edges, and blocks the start of a node that is alone
        // (docs/adr/0009). Below the quorum a node runs, is not ready, and refuses writes.
        config.addSplitBrainProtectionConfig(quorum(settings));
        // The broker orders its own stop.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // Listen on the one interface, not on all.
        config.setProperty("hazelcast.socket.bind.any", "false");
    }

    private static SplitBrainProtectionConfig quorum(ClusterSettings settings) {
        // One data member always has its quorum; Hazelcast would refuse its first writes until it has counted.
        SplitBrainProtectionConfig protection =
                new SplitBrainProtectionConfig(QUORUM, settings.dataMembers() > 1, settings.quorum());
        protection.setProtectOn(SplitBrainProtectionOn.WRITE);
        protection.setFunctionImplementation(new DataMembersQuorum(settings.quorum()));
        return protection;
    }

    private static void timing(Config config, ClusterSettings settings) {
        String detectionSeconds = Long.toString(settings.detection().toSeconds());
        // A write that was under way to a copy that died waits for this long (the default is 5 s).
        config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
        config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", detectionSeconds);
        config.setProperty(
                "hazelcast.mastership.claim.timeout.seconds",
                Long.toString(Math.max(settings.detection().toSeconds(), CLAIM_TRIES)));
        // Sides of a healed partition look for each other at once, not after 5 minutes.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "2");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "2");
        // A node that has joined waits this long for more before partitions move, so that nodes that start together
        // cost one move (the defaults, 5 and 20 s, leave a restarted node without copies for as long).
        config.setProperty("hazelcast.wait.seconds.before.join", settings.joins() ? "1" : "0");
        config.setProperty("hazelcast.max.wait.seconds.before.join", "5");
        config.setProperty(
                "hazelcast.member.demote.max.wait",
                Long.toString(Math.max(1, settings.handover().toSeconds())));
        // After the handover there is little left to wait for, and supervisors lose patience.
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "5");
    }

    /**
     * A port that only members speak to. On Hazelcast's usual port, for every protocol, a connection to a member that
     * stands still keeps its sending thread spinning, and what shares the thread waits for as long: heartbeats of living
     * members too, so that they are thrown out (hazelcast/hazelcast#26473; UnifiedProtocolEncoder, where
     * SingleProtocolEncoder blocks).
     */
    private static void network(AdvancedNetworkConfig network, ClusterSettings settings, Peers peers) {
        network.setEnabled(true);
        ServerSocketEndpointConfig members = new ServerSocketEndpointConfig();
        // Port 0: whichever is free. A single node joins nobody, so nobody needs to know it.
        members.setPort(settings.port()).setPortAutoIncrement(false);
        // One interface, for listening and for what other members are told.
        members.getInterfaces().setEnabled(true).clear().addInterface(addressOf(settings.host()));
        network.setMemberEndpointConfig(members);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        if (settings.joins()) {
            network.getJoin().setTcpIpConfig(new PeersConfig(peers));
        }
    }

    private static String addressOf(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("LUX_CLUSTER_HOST does not resolve: " + host, e);
        }
    }

    private static void maps(Config config, ClusterSettings settings) {
        // Those of the event bus: a registration must outlive as many deaths as a document.
        config.getMapConfigs().values().forEach(map -> map.setBackupCount(settings.copies()));
        config.getMultiMapConfigs().values().forEach(map -> map.setBackupCount(settings.copies()));
        MapConfig documents = new MapConfig(DOCUMENTS);
        documents.setInMemoryFormat(InMemoryFormat.BINARY);
        documents.setBackupCount(settings.copies());
        documents.setAsyncBackupCount(0);
        documents.setReadBackupData(false);
        documents.setStatisticsEnabled(false);
        documents.setSplitBrainProtectionName(QUORUM);
        // Hazelcast's own policies would bring deleted documents back.
        documents.getMergePolicyConfig().setPolicy(RecordMergePolicy.class.getName());
        config.addMapConfig(documents);
    }

    private static void serialization(Config config) {
        config.getSerializationConfig().addDataSerializableFactory(LuxSerializers.FACTORY_ID, new LuxSerializers());
        // Java's own serialization can be made to run code by whoever reaches the port. Members need it for failures
        // that they report to each other, and for little else.
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.setWhitelist(new ClassFilter()
                .addPackages("java.lang", "java.util", "java.util.concurrent", "java.net", "java.io")
                .addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "["));
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
    }
}
