package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.client.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verbs of a cluster do what they say, as seen from outside. */
@Timeout(120)
class LuxClusterTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("verbs", 3).edges(1).breakable());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void every_node_takes_clients() {
        assertThat(cluster.nodes()).hasSize(4).allMatch(Node::isReady);
    }

    @Test
    void a_killed_node_is_gone_and_comes_back_at_its_address() throws Exception {
        Node victim = cluster.node("n2");
        cluster.kill(victim);
        assertThat(Await.until(SOON, () -> !victim.isAlive())).isTrue();
        assertThat(victim.isReady()).isFalse();
        cluster.start(victim);
        assertThat(victim.isReady()).isTrue();
    }

    @Test
    void a_paused_node_is_stopped_and_goes_on() throws Exception {
        Node node = cluster.node("e1");
        cluster.pause(node);
        assertThat(node.state()).isEqualTo('T');
        assertThat(node.isReady()).isFalse();
        cluster.resume(node);
        assertThat(node.state()).isNotEqualTo('T');
        assertThat(Await.until(SOON, node::isReady)).isTrue();
    }

    @Test
    void one_way_loses_one_direction_alone() throws Exception {
        Node one = cluster.node("n1");
        Node other = cluster.node("n3");
        cluster.oneWay(one, other);
        try {
            assertThat(new Link(one, other).arrives()).isFalse();
            assertThat(new Link(other, one).arrives()).isTrue();
            assertThat(new Link(other, one).connects()).isFalse();
        } finally {
            cluster.heal();
        }
        assertThat(new Link(one, other).connects()).isTrue();
    }

    @Test
    void an_isolated_node_refuses_and_the_others_go_on() throws Exception {
        Node alone = cluster.node("n1");
        List<Node> others = List.of(cluster.node("n2"), cluster.node("n3"));
        cluster.isolate(alone);
        try {
            assertThat(new Link(alone, others.get(0)).arrives()).isFalse();
            assertThat(new Link(others.get(0), alone).arrives()).isFalse();
            assertThat(new Link(others.get(0), others.get(1)).connects()).isTrue();
            assertThat(Await.until(
                            SOON, () -> !alone.isReady() && others.stream().allMatch(Node::isReady)))
                    .isTrue();
        } finally {
            cluster.heal();
        }
        cluster.awaitReady(cluster.nodes(), Duration.ofSeconds(60));
    }

    @Test
    void a_slow_link_is_slow_until_it_is_healed() throws Exception {
        Node node = cluster.node("e1");
        cluster.slowLink(node, 256, Duration.ofMillis(400));
        try {
            assertThat(Throughput.kilobitsPerSecond(node)).isLessThan(300);
        } finally {
            cluster.heal();
        }
        assertThat(Throughput.kilobitsPerSecond(node)).isGreaterThan(2_000);
    }

    @Test
    void an_edge_comes_and_goes() throws Exception {
        Node edge = cluster.addEdge();
        assertThat(edge.isReady()).isTrue();
        cluster.remove(edge);
        assertThat(edge.isAlive()).isFalse();
    }
}
