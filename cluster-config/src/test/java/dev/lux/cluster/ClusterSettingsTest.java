package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ClusterSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "3, 1, 2", "5, 2, 3"})
    void copiesAndQuorumFollowFromTheDataMembers(int dataMembers, int copies, int quorum) {
        ClusterSettings settings = Cluster.of(dataMembers).settings();
        assertThat(settings.copies()).isEqualTo(copies);
        assertThat(settings.quorum()).isEqualTo(quorum);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4, 6, 7})
    void anyOtherNumberOfDataMembersIsRefused(int dataMembers) {
        refused(Cluster.of(dataMembers), "LUX_CLUSTER_DATA_MEMBERS is 1, 3 or 5");
    }

    @Test
    void aSingleNodeIsOnTheLoopbackInterfaceAndJoinsNobody() {
        ClusterSettings single = ClusterSettings.single("a-name");
        assertThat(single.host()).isEqualTo("127.0.0.1");
        assertThat(single.port()).isZero();
        assertThat(single.dataMembers()).isEqualTo(1);
        assertThat(single.joins()).isFalse();
    }

    @Test
    void aNodeJoinsWhenItKnowsMembersOrAName() {
        assertThat(Cluster.of(3).settings().joins()).isTrue();
        assertThat(Cluster.of(3).joining().dns("lux.internal").settings().joins())
                .isTrue();
    }

    @Test
    void severalDataMembersNeedToFindEachOther() {
        refused(Cluster.of(3).joining(), "LUX_CLUSTER_MEMBERS or LUX_CLUSTER_DNS");
    }

    @Test
    void anEdgeNeedsSomeoneWhoKeepsDocuments() {
        refused(Cluster.of(1).joining().port(0).role(Role.EDGE), "LUX_CLUSTER_ROLE=edge needs");
    }

    @Test
    void oneDataMemberMayHaveEdges() {
        assertThat(Cluster.of(1).role(Role.EDGE).settings().quorum()).isEqualTo(1);
    }

    @Test
    void portsThatNobodyWouldUseAreRefused() {
        refused(Cluster.of(1).joining().port(5701), "LUX_CLUSTER_PORT");
        refused(Cluster.of(1).joining().port(0).busPort(5801), "LUX_CLUSTER_BUS_PORT");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 64_536, 65_536})
    void aMemberPortHasRoomForItsProbeAbove(int port) {
        refused(Cluster.of(3).port(port), "LUX_CLUSTER_PORT is 1 to 64535");
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000, 2_999, 8_500, 61_000})
    void detectionHasBoundsAndIsInWholeSeconds(long millis) {
        refused(Cluster.of(3).detection(Duration.ofMillis(millis)), "3s to 60s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "10.0.0.*"})
    void membersTalkOverOneInterface(String host) {
        refused(Cluster.of(3).host(host), "LUX_CLUSTER_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/3"})
    void aNameIsPlain(String name) {
        refused(Cluster.of(3).name(name), "LUX_CLUSTER_NAME");
    }

    @Test
    void nodesWithAnotherNumberOfDataMembersAreAnotherCluster() {
        assertThat(Cluster.of(3).settings().joinName())
                .isNotEqualTo(Cluster.of(5).settings().joinName());
    }

    @Test
    void membersAreReadFromAList() {
        assertThat(MemberAddress.parseList("10.0.0.1:5701, node-b.lan:5702,[::1]:5703"))
                .containsExactly(
                        new MemberAddress("10.0.0.1", 5701),
                        new MemberAddress("node-b.lan", 5702),
                        new MemberAddress("::1", 5703));
        assertThat(MemberAddress.parseList(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "10.0.0.1:", ":5701", "a:5701,", "a:0", "a:64536", "a:99999", "::1:5701", "a b:1"})
    void aListOfMembersThatMakesNoSenseIsRefused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> MemberAddress.parseList(list));
    }

    private static void refused(Cluster cluster, String message) {
        assertThatIllegalArgumentException().isThrownBy(cluster::settings).withMessageContaining(message);
    }
}
