package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import com.hazelcast.version.MemberVersion;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HazelcastSetupTest {
    /** By the number of data members. */
    private static final Map<Integer, Config> CONFIGS = Map.of(1, create(1), 3, create(3), 5, create(5));

    private static final MemberVersion VERSION = MemberVersion.of(5, 7, 0);

    private final Config single = config(1);

    @ParameterizedTest
    @CsvSource({
        "hazelcast.operation.fail.on.indeterminate.state, true",
        "hazelcast.operation.backup.timeout.millis, 1000",
        "hazelcast.operation.call.timeout.millis, 5000",
        "hazelcast.heartbeat.interval.seconds, 1",
        "hazelcast.max.no.heartbeat.seconds, 7",
        "hazelcast.partition.migration.stale.read.disabled, true",
        "hazelcast.mastership.claim.timeout.seconds, 20",
        "hazelcast.partial.member.disconnection.resolution.heartbeat.count, 5",
        "hazelcast.merge.first.run.delay.seconds,2",
        "hazelcast.merge.next.run.delay.seconds,2",
        "hazelcast.graceful.shutdown.max.wait, 5",
        "hazelcast.member.demote.max.wait, 10",
        "hazelcast.phone.home.enabled, false",
        "hazelcast.shutdownhook.enabled, false",
        "hazelcast.socket.bind.any, false",
    })
    void everyClusterHasThisSetting(String name, String value) {
        assertThat(CONFIGS.values())
                .allSatisfy(config -> assertThat(config.getProperty(name)).isEqualTo(value));
    }

    /** Hazelcast ignores a property that it does not know. */
    @Test
    void everySettingIsOneThatHazelcastKnows() throws IllegalAccessException {
        Set<String> known = new HashSet<>();
        for (Field field : ClusterProperty.class.getFields()) {
            if (field.get(null) instanceof HazelcastProperty property) {
                known.add(property.getName());
            }
        }
        assertThat(known).hasSizeGreaterThan(100);
        assertThat(known)
                .containsAll(CONFIGS.values().stream()
                        .flatMap(config -> config.getProperties().stringPropertyNames().stream())
                        .toList());
    }

    @Test
    void aStartWaitsForNobody() {
        assertThat(CONFIGS.values())
                .allSatisfy(config -> assertThat(config.getProperty("hazelcast.initial.min.cluster.size"))
                        .isNull());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "5, 3"})
    void documentsAreWrittenOnlyWithAQuorumOfDataMembers(int dataMembers, int quorum) {
        Config config = config(dataMembers);
        SplitBrainProtectionConfig protection = config.getSplitBrainProtectionConfig(
                config.getMapConfig(HazelcastSetup.DOCUMENTS).getSplitBrainProtectionName());
        assertThat(protection.isEnabled()).isEqualTo(dataMembers > 1);
        assertThat(protection.getProtectOn()).isEqualTo(SplitBrainProtectionOn.WRITE);
        assertThat(protection.getFunctionImplementation()).isEqualTo(new DataMembersQuorum(quorum));
    }

    @Test
    void edgesDoNotCountForTheQuorum() {
        Member data = new MemberImpl.Builder(address(1)).version(VERSION).build();
        Member edge = new MemberImpl.Builder(address(2))
                .version(VERSION)
                .liteMember(true)
                .build();
        DataMembersQuorum quorum = new DataMembersQuorum(2);
        assertThat(quorum.apply(List.of(data, edge, edge))).isFalse();
        assertThat(quorum.apply(List.of(data, data))).isTrue();
    }

    @Test
    void anEdgeIsALiteMember() {
        assertThat(create(Cluster.of(3).role(Role.EDGE).settings()).isLiteMember())
                .isTrue();
        assertThat(config(3).isLiteMember()).isFalse();
    }

    @Test
    void detectionIsSet() {
        Config config = create(Cluster.of(3).detection(Duration.ofSeconds(20)).settings());
        assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("20");
    }

    @Test
    void othersAreToldWhichNodeThisIsAndHowManyOwnersItHas() {
        assertThat(single.getMemberAttributeConfig().getAttributes())
                .containsEntry("lux.node", "a-node")
                .containsEntry("lux.owners", "4");
    }

    @Test
    void aSingleNodeJoinsNobodyAndOthersAskTheirPeers() {
        assertThat(single.getAdvancedNetworkConfig().getJoin().getTcpIpConfig().isEnabled())
                .isFalse();
        assertThat(config(3)
                        .getAdvancedNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig()
                        .isEnabled())
                .isTrue();
        assertThat(config(3)
                        .getAdvancedNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig()
                        .getMembers())
                .containsExactly("127.0.0.1:5701");
    }

    @Test
    void aNodeThatOthersSeekListensOnItsOnePort() {
        assertThat(port(config(3)).getPort()).isEqualTo(5701);
        assertThat(port(config(3)).isPortAutoIncrement()).isFalse();
    }

    @Test
    void membersAloneSpeakToThePortSoThatOneThatStandsStillKeepsNoThreadBusy() {
        assertThat(single.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(single.getAdvancedNetworkConfig().getEndpointConfigs().keySet())
                .containsExactly(EndpointQualifier.MEMBER);
    }

    private static ServerSocketEndpointConfig port(Config config) {
        return (ServerSocketEndpointConfig)
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER);
    }

    @Test
    void aClassThatNobodyNeedsIsNotDeserialized() {
        ClassFilter allowed = single.getSerializationConfig()
                .getJavaSerializationFilterConfig()
                .getWhitelist();
        assertThat(single.getSerializationConfig()
                        .getJavaSerializationFilterConfig()
                        .isDefaultsDisabled())
                .isTrue();
        assertThat(allowed.isListed("com.hazelcast.core.MemberLeftException")).isTrue();
        assertThat(allowed.isListed("java.util.ArrayList")).isTrue();
        assertThat(allowed.isListed("javax.management.BadAttributeValueExpException"))
                .isFalse();
        assertThat(allowed.isListed("org.apache.commons.collections.functors.InvokerTransformer"))
                .isFalse();
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
        JoinConfig join = single.getAdvancedNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void onlyTheOneInterfaceIsUsed() {
        assertThat(port(single).getInterfaces().isEnabled()).isTrue();
        assertThat(port(single).getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    }

    @Test
    void theClusterHasItsName() {
        assertThat(single.getClusterName()).startsWith("a-name");
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
        return create(
                dataMembers == 1
                        ? ClusterSettings.single("a-name")
                        : Cluster.of(dataMembers).settings());
    }

    private static Config create(ClusterSettings settings) {
        return HazelcastSetup.config(
                settings, new NodeAttributes("a-node", 4), new Peers(settings, InetAddress::getAllByName));
    }

    private static Address address(int port) {
        try {
            return new Address("127.0.0.1", port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
