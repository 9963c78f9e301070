package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.lux.store.CasResult;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real nodes, all in this process, that find each other on loopback. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ClusterOfNodesTest {
    private final String name = "lux-test-" + UUID.randomUUID();
    private final int[] ports = FreePorts.find(5);
    private final List<ClusterNode> running = new ArrayList<>();

    private ClusterNode start(int index, int dataMembers, Role role) {
        return start(index, dataMembers, role, Clock.system());
    }

    private ClusterNode start(int index, int dataMembers, Role role, Clock clock) {
        ClusterSettings settings = Cluster.of(dataMembers)
                .name(name)
                .role(role)
                .port(ports[index])
                .joining("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1])
                .settings();
        ClusterNode node = await(ClusterNode.start(
                        settings, role == Role.EDGE ? 0 : index + 1, clock, Vertx.builder(), new VertxOptions())
                .toCompletionStage());
        running.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        running.forEach(node -> await(node.vertx().close().toCompletionStage()));
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static boolean isComplete(Store store) {
        return IntStream.range(0, store.shardCount())
                .allMatch(shard ->
                        store.stamp(shard).complete() && store.stamp(shard).quorum());
    }

    private static CasResult write(Store store, String key) {
        return await(store.compareAndSet(store.shardOf(key), key, null, Records.next(1, "data")));
    }

    /** As if its process were killed. */
    private void kill(int index) {
        HazelcastInstance killed = Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance -> instance.getConfig().getClusterName().startsWith(name))
                .filter(instance ->
                        instance.getCluster().getLocalMember().getAddress().getPort() == ports[index])
                .findFirst()
                .orElseThrow();
        killed.getLifecycleService().terminate();
    }

    @Test
    void threeDataMembersAndAnEdgeAreACluster() {
        Store first = start(0, 3, Role.DATA).store();
        assertThat(first.quorum()).isFalse();
        assertThat(first.nodes()).containsExactly(first.localNode());
        assertThat(IntStream.range(0, first.shardCount()).mapToObj(first::stamp))
                .noneMatch(stamp -> stamp.usable());

        Store second = start(1, 3, Role.DATA).store();
        Store third = start(2, 3, Role.DATA).store();
        Store edge = start(3, 3, Role.EDGE).store();
        List<Store> all = List.of(first, second, third, edge);
        List<String> nodes = all.stream().map(Store::localNode).toList();
        for (Store store : all) {
            eventually(() -> store.quorum() && isComplete(store));
            assertThat(store.nodes()).containsExactlyInAnyOrderElementsOf(nodes);
            assertThat(nodes).allMatch(store::isMember);
            assertThat(nodes.stream().map(store::ownersOf)).containsExactly(1, 2, 3, 0);
            assertThat(IntStream.range(0, store.shardCount()).mapToObj(store::ownerNode))
                    .containsOnly(first.localNode(), second.localNode(), third.localNode());
        }
        for (Store store : all) {
            assertThat(IntStream.range(0, store.shardCount())
                                    .filter(shard -> store.stamp(shard).local())
                                    .count()
                            > 0)
                    .isEqualTo(store != edge);
        }

        // Two of three go on, one of three refuses.
        kill(2);
        eventually(() -> first.nodes().size() == 3 && isComplete(first));
        assertThat(first.quorum()).isTrue();
        long before = first.tableStamp();
        kill(1);
        eventually(() -> !first.quorum() && !edge.quorum());
        assertThat(first.tableStamp()).isNotEqualTo(before);
        eventually(() -> IntStream.range(0, first.shardCount())
                .allMatch(shard -> first.stamp(shard).local()));
        assertThat(IntStream.range(0, first.shardCount()).mapToObj(first::stamp))
                .noneMatch(stamp -> stamp.usable());
        eventually(() -> refusesWrites(first));
    }

    /** Hazelcast counts a moment later than we do. */
    private static boolean refusesWrites(Store store) {
        try {
            write(store, "a-" + UUID.randomUUID());
            return false;
        } catch (AssertionError refused) {
            return refused.getCause().toString().contains("SplitBrainProtectionException");
        }
    }

    @Test
    void aNodeThatLeavesHandsItsShardsOverWhileItStillRuns() {
        ClusterNode leaving = start(0, 3, Role.DATA);
        Store first = start(1, 3, Role.DATA).store();
        Store second = start(2, 3, Role.DATA).store();
        eventually(() -> isComplete(first) && isComplete(second) && isComplete(leaving.store()));
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> "a-" + i).toList();
        List<Store> stores = List.of(leaving.store(), first, second);
        // Fenced: the shard went to another between the look and the write.
        keys.forEach(key -> eventually(() -> stores.stream()
                .filter(store -> store.stamp(store.shardOf(key)).local())
                .findFirst()
                .map(owner -> write(owner, key) instanceof CasResult.Applied)
                .orElse(false)));

        await(leaving.handOver().toCompletionStage());

        assertThat(IntStream.range(0, first.shardCount()).mapToObj(leaving.store()::ownerNode))
                .containsOnly(first.localNode(), second.localNode());
        assertThat(leaving.store().nodes()).hasSize(3);
        eventually(() -> first.quorum() && isComplete(first) && isComplete(second));
        List<String> kept = new ArrayList<>();
        for (Store store : List.of(first, second)) {
            IntStream.range(0, store.shardCount())
                    .filter(shard -> store.stamp(shard).local())
                    .forEach(shard -> await(store.load(shard)).forEach(entry -> kept.add(entry.key())));
        }
        assertThat(kept).containsExactlyInAnyOrderElementsOf(keys);
        await(leaving.handOver().toCompletionStage());
    }

    @Test
    void theLastDataMemberKeepsWhatItHas() {
        ClusterNode last = start(0, 1, Role.DATA);
        start(1, 1, Role.EDGE);
        await(last.handOver().toCompletionStage());
        assertThat(last.store().stamp(0).usable()).isTrue();
    }

    @Test
    void oneDataMemberMayHaveEdges() {
        Store data = start(0, 1, Role.DATA).store();
        assertThat(data.quorum()).isTrue();
        assertThat(write(data, "a")).isInstanceOf(CasResult.Applied.class);
        Store edge = start(1, 1, Role.EDGE).store();
        eventually(edge::quorum);
        assertThat(edge.ownerNode(edge.shardOf("a"))).isEqualTo(data.localNode());
        assertThat(edge.losses()).isZero();
        kill(0);
        eventually(() -> !edge.quorum() && edge.losses() == edge.shardCount());
    }

    @Test
    void aNodeWhoseClockIsWrongUsesTheOthers() {
        start(0, 3, Role.DATA);
        start(1, 3, Role.DATA);
        ClusterNode ahead = start(2, 3, Role.DATA, Clock.system().shifted(Duration.ofHours(1)));
        assertThat(aheadSeconds(ahead)).isBetween(-10L, 10L);
        assertThat(running).allMatch(node -> Math.abs(aheadSeconds(node)) <= 10);
    }

    /** The first one has nobody to ask when it starts. */
    @Test
    void aNodeWhoseClockIsWrongLearnsItFromThoseWhoCome() {
        ClusterNode behind = start(0, 3, Role.DATA, Clock.system().shifted(Duration.ofHours(-1)));
        assertThat(aheadSeconds(behind)).isBetween(-3_610L, -3_590L);
        start(1, 3, Role.DATA);
        start(2, 3, Role.DATA);
        eventually(() -> Math.abs(aheadSeconds(behind)) <= 10);
    }

    private static long aheadSeconds(ClusterNode node) {
        return (node.clock().wallMicros() - Clock.system().wallMicros()) / 1_000_000;
    }

    @Test
    void aNodeWithAnotherNumberOfDataMembersDoesNotStart() {
        start(0, 3, Role.DATA);
        assertThatThrownBy(() -> start(1, 5, Role.DATA))
                .hasRootCauseMessage("LUX_CLUSTER_DATA_MEMBERS is 5 here and 3 on another node of the cluster " + name
                        + " (127.0.0.1:" + ports[0]
                        + "); it must be the same everywhere, and changing it needs a full stop");
    }
}
