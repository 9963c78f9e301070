package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.lux.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One node of three, and a second member that says of itself what the test wants. */
@Timeout(120)
class RollCallTest {
    private static final Duration SEVERAL_CALLS = Duration.ofMillis(500);

    private final String name = "lux-test-" + UUID.randomUUID();
    private final int[] ports = FreePorts.find(2);
    private ClusterNode node;
    private Store store;
    private HazelcastInstance other;
    private volatile MergePhase phase = MergePhase.NONE;
    private volatile UUID member;

    private ClusterSettings settings(int port) {
        return Cluster.of(3)
                .name(name)
                .port(port)
                .joining("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1])
                .settings();
    }

    @BeforeEach
    void start() {
        node = await(ClusterNode.start(settings(ports[0]), 1, Vertx.builder(), new VertxOptions())
                .toCompletionStage());
        store = node.store();
        ClusterSettings settings = settings(ports[1]);
        NodeAttributes attributes = new NodeAttributes("other", 1);
        other = Hazelcast.newHazelcastInstance(
                HazelcastSetup.config(settings, attributes, new Peers(settings, InetAddress::getAllByName)));
        member = other.getCluster().getLocalMember().getUuid();
        Awaitility.await().until(() -> store.nodes().size() == 2);
    }

    @AfterEach
    void stop() {
        other.shutdown();
        await(node.vertx().close().toCompletionStage());
    }

    private void answer() {
        ClusterSettings settings = settings(ports[1]);
        await(ProbeServer.listen(
                        node.vertx(),
                        settings,
                        () -> new ProbeAnswer(
                                name,
                                3,
                                "other",
                                member.toString(),
                                phase,
                                Role.DATA,
                                false,
                                0,
                                List.of(new ProbeAnswer.Seen("other", new MemberAddress("127.0.0.1", ports[1])))))
                .toCompletionStage());
    }

    private void staysWithoutQuorum() {
        Awaitility.await()
                .during(SEVERAL_CALLS)
                .atMost(SEVERAL_CALLS.multipliedBy(4))
                .until(() -> !store.quorum());
    }

    @Test
    void aMemberWithNothingToBringCounts() {
        answer();
        Awaitility.await().until(store::quorum);
        assertThat(store.stamp(0).quorum()).isTrue();
    }

    @Test
    void aMemberThatSaysNothingDoesNotCount() {
        staysWithoutQuorum();
        assertThat(store.stamp(0).usable()).isFalse();
    }

    @Test
    void aMemberThatMergesCountsWhenItAndItsLikeHaveBroughtAll() {
        phase = MergePhase.OWN;
        answer();
        staysWithoutQuorum();
        phase = MergePhase.COMRADES;
        staysWithoutQuorum();
        phase = MergePhase.NONE;
        Awaitility.await().until(store::quorum);
    }

    /** The answer of a process that has taken the place of the one that is a member still. */
    @Test
    void theAnswerOfAnotherMemberCountsForNothing() {
        UUID real = member;
        member = UUID.randomUUID();
        answer();
        staysWithoutQuorum();
        member = real;
        Awaitility.await().until(store::quorum);
    }
}
