package dev.lux.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SmallCluster;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.Reply;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More dies at once than there are copies, so what was acknowledged may be gone: clients come to the new truth. */
@Timeout(120)
@SmallCluster
class StateLossTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(90));

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("loss", 3).edges(1).detection(Duration.ofSeconds(3)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Node edge() {
        return cluster.node("e1");
    }

    /** A document that a subscriber of the edge has. */
    private static long known(String id, Follower follower) {
        Reply put = cluster.node("n1").http().put(id, "1");
        assertThat(put.ok()).as("%s", put).isTrue();
        assertThat(Await.until(SOON, LOOK, () -> Long.valueOf(put.version()).equals(follower.version(id))))
                .isTrue();
        return put.version();
    }

    /** What holds after a loss: everybody agrees, and what is written then has a higher version and reaches all. */
    private static void newTruth(String id, long before, Follower follower) {
        List<Integer> reads = cluster.nodes().stream()
                .map(node -> node.http().get(id).status())
                .distinct()
                .toList();
        assertThat(reads).as("all nodes say the same of %s", id).hasSize(1).isSubsetOf(200, 404);
        Reply again = cluster.node("n2").http().put(id, "2");
        assertThat(again.ok()).as("%s", again).isTrue();
        assertThat(again.version()).isGreaterThan(before);
        assertThat(Await.until(SOON, LOOK, () -> Long.valueOf(again.version()).equals(follower.version(id))))
                .as("the subscriber has what was written after the loss")
                .isTrue();
        assertThat(Await.until(SOON, LOOK, follower::isLive)).isTrue();
        assertThat(follower.violations()).isEmpty();
    }

    @Test
    void the_whole_cluster_stopped_at_once() throws Exception {
        try (Follower follower = new Follower("stopped-", List.of(edge()), 0)) {
            long before = known("stopped-1", follower);
            StopAll fault = new StopAll(cluster);
            System.out.println("stop-all: " + fault.begin());
            fault.end();
            assertThat(edge().http().get("stopped-1").status()).isEqualTo(404);
            newTruth("stopped-1", before, follower);
        }
    }

    @Test
    void all_data_members_dead_while_the_edge_lives() throws Exception {
        try (Follower follower = new Follower("dead-", List.of(edge()), 0)) {
            long before = known("dead-1", follower);
            Kill fault = new Kill("kill-all-data", cluster, cluster.dataMembers());
            assertThat(fault.losesState()).isTrue();
            System.out.println("kill-all-data: " + fault.begin());
            assertThat(Await.until(SOON, LOOK, () -> !edge().isReady())).isTrue();
            Reply refused = edge().http().put("dead-1", "3");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("no_quorum");
            assertThat(Await.until(SOON, LOOK, () -> !follower.isLive()))
                    .as("the subscriber is told that what it has is not current")
                    .isTrue();
            fault.end();
            newTruth("dead-1", before, follower);
        }
    }

    @Test
    void two_of_three_data_members_dead() throws Exception {
        Node left = cluster.node("n3");
        try (Follower follower = new Follower("two-", List.of(edge()), 0)) {
            long before = known("two-1", follower);
            Kill fault = new Kill("kill-two", cluster, List.of(cluster.node("n1"), cluster.node("n2")));
            assertThat(fault.losesState()).isTrue();
            System.out.println("kill-two: " + fault.begin());
            assertThat(Await.until(SOON, LOOK, () -> !left.isReady())).isTrue();
            Reply refused = left.http().put("two-1", "3");
            assertThat(refused.status()).isEqualTo(503);
            fault.end();
            newTruth("two-1", before, follower);
        }
    }
}
