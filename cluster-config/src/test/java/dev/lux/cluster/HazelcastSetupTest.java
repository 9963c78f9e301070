package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HazelcastSetupTest {
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
    void everySafetySettingIsThere(String name, String value) {
        assertThat(HazelcastSetup.config(new ClusterSettings("lux-test", "127.0.0.1", 3))
                        .getProperty(name))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0", "3, 1, 2, 2", "5, 2, 3, 3"})
    void documentsHaveOneCopyPerDeathThatIsSurvived(int members, int copies, int quorum, int awaited) {
        ClusterSettings settings = new ClusterSettings("lux-test", "127.0.0.1", members);
        Config config = HazelcastSetup.config(settings);
        MapConfig documents = config.getMapConfig(HazelcastSetup.DOCUMENTS);
        assertThat(settings.copies()).isEqualTo(copies);
        assertThat(settings.quorum()).isEqualTo(quorum);
        assertThat(documents.getBackupCount()).isEqualTo(copies);
        assertThat(config.getProperty("hazelcast.initial.min.cluster.size")).isEqualTo(Integer.toString(awaited));
    }

    @Test
    void documentsAreReadFromTheirPrimaryAndCopiedBeforeTheAnswer() {
        MapConfig documents =
                HazelcastSetup.config(ClusterSettings.single("lux-test")).getMapConfig(HazelcastSetup.DOCUMENTS);
        assertThat(documents.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
        assertThat(documents.getAsyncBackupCount()).isZero();
        assertThat(documents.isReadBackupData()).isFalse();
        assertThat(documents.getNearCacheConfig()).isNull();
        assertThat(documents.getTimeToLiveSeconds()).isZero();
        assertThat(documents.getMaxIdleSeconds()).isZero();
    }

    @Test
    void membersMeetOnlyOnTheGivenInterfaceAndNotByMulticast() {
        Config config = HazelcastSetup.config(ClusterSettings.single("lux-test"));
        var network = config.getNetworkConfig();
        assertThat(network.getInterfaces().isEnabled()).isTrue();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
        assertThat(network.getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(network.getJoin().getTcpIpConfig().isEnabled()).isFalse();
        assertThat(config.getClusterName()).isEqualTo("lux-test");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 7})
    void anotherNumberOfDataMembersIsRefused(int members) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings("lux-test", "127.0.0.1", members))
                .withMessageContaining("1, 3 or 5");
    }
}
