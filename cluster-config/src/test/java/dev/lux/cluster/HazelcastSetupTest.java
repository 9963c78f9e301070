package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HazelcastSetupTest {
    /** By the number of data members. */
    private static final Map<Integer, Config> CONFIGS = Map.of(1, create(1), 3, create(3), 5, create(5));

    private final Config single = config(1);

    @ParameterizedTest
    @CsvSource({
        "hazelcast.operation.fail.on.indeterminate.state, true",
        "hazelcast.operation.backup.timeout.millis, 1000",
        "hazelcast.operation.call.timeout.millis, 5000",
        "hazelcast.heartbeat.interval.seconds, 1",
        "hazelcast.max.no.heartbeat.seconds, 8",
        "hazelcast.partition.migration.stale.read.disabled, true",
        "hazelcast.phone.home.enabled, false",
        "hazelcast.shutdownhook.enabled, false",
        "hazelcast.socket.bind.any, false",
    })
    void everyClusterHasThisSetting(String name, String value) {
        assertThat(CONFIGS.values())
                .allSatisfy(config -> assertThat(config.getProperty(name)).isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 2", "5, 3"})
    void aClusterStartsWithAQuorum(int dataMembers, String members) {
        assertThat(config(dataMembers).getProperty("hazelcast.initial.min.cluster.size"))
                .isEqualTo(members);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 1", "5, 2"})
    void documentsHaveThatManyCopiesBesideThePrimaryAllSynchronous(int dataMembers, int copies) {
        MapConfig documents = config(dataMembers).getMapConfig(HazelcastSetup.DOCUMENTS);
        assertThat(documents.getBackupCount()).isEqualTo(copies);
        assertThat(documents.getAsyncBackupCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 1", "5, 2"})
    void theMapsOfTheEventBusHaveAsManyCopies(int dataMembers, int copies) {
        Config config = config(dataMembers);
        assertThat(config.getMapConfigs().keySet()).anyMatch(name -> name.startsWith("__vertx"));
        assertThat(config.getMapConfigs().values()).allMatch(map -> map.getBackupCount() == copies);
        assertThat(config.getMultiMapConfigs().values()).allMatch(map -> map.getBackupCount() == copies);
    }

    @Test
    void documentsAreReadFromThePrimaryOnly() {
        assertThat(single.getMapConfig(HazelcastSetup.DOCUMENTS).isReadBackupData())
                .isFalse();
    }

    @Test
    void documentsAreKeptAsBytesAndNeverEvicted() {
        MapConfig documents = single.getMapConfig(HazelcastSetup.DOCUMENTS);
        assertThat(documents.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
        assertThat(documents.getEvictionConfig().getEvictionPolicy().name()).isEqualTo("NONE");
        assertThat(documents.getTimeToLiveSeconds()).isZero();
        assertThat(documents.getMaxIdleSeconds()).isZero();
    }

    @Test
    void nodesAreNotSoughtOnTheNetwork() {
        JoinConfig join = single.getNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void onlyTheOneInterfaceIsUsed() {
        assertThat(single.getNetworkConfig().getInterfaces().isEnabled()).isTrue();
        assertThat(single.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    }

    @Test
    void theClusterHasItsName() {
        assertThat(single.getClusterName()).isEqualTo("a-name");
    }

    @Test
    void ourClassesTravelByNumber() {
        assertThat(single.getSerializationConfig().getDataSerializableFactories())
                .containsKey(LuxSerializers.FACTORY_ID);
    }

    private static Config config(int dataMembers) {
        return Objects.requireNonNull(CONFIGS.get(dataMembers));
    }

    private static Config create(int dataMembers) {
        return HazelcastSetup.config(new ClusterSettings("a-name", "127.0.0.1", dataMembers));
    }
}
