package dev.lux.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;

/**
 * The Hazelcast configuration that the acknowledgement rule assumes. Where a value matters to safety, the reason
 * stands beside it; docs/adr/0002 has the measurements.
 */
final class HazelcastSetup {
    static final String DOCUMENTS = "lux.documents";

    private HazelcastSetup() {}

    static Config config(ClusterSettings settings) {
        // Before Hazelcast logs its first line, which the configuration below would be too late for.
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(settings.name());
        // A write whose copy never answered must not count as a success (the default says it does).
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
        config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "8");
        config.setProperty("hazelcast.partition.migration.stale.read.disabled", "true");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // The broker orders its own stop.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        if (settings.dataMembers() == 1) {
            // Nobody to wait for.
            config.setProperty("hazelcast.wait.seconds.before.join", "0");
        }
        config.setProperty(
                "hazelcast.initial.min.cluster.size",
                Integer.toString(settings.dataMembers() == 1 ? 0 : settings.quorum()));
        network(config.getNetworkConfig(), settings);
        config.getMapConfigs().values().forEach(map -> map.setBackupCount(settings.copies()));
        config.getMultiMapConfigs().values().forEach(map -> map.setBackupCount(settings.copies()));
        config.addMapConfig(documents(settings));
        config.getSerializationConfig().addDataSerializableFactory(LuxSerializers.FACTORY_ID, new LuxSerializers());
        return config;
    }

    private static void network(NetworkConfig network, ClusterSettings settings) {
        // Port 0: whichever is free. A single node joins nobody, so nobody needs to know it.
        network.setPort(0).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).clear().addInterface(settings.bindAddress());
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
    }

    private static MapConfig documents(ClusterSettings settings) {
        MapConfig map = new MapConfig(DOCUMENTS);
        map.setInMemoryFormat(InMemoryFormat.BINARY);
        map.setBackupCount(settings.copies());
        map.setAsyncBackupCount(0);
        map.setReadBackupData(false);
        map.setStatisticsEnabled(false);
        return map;
    }
}
