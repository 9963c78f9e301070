package dev.lux.harness.fault;

import static dev.lux.harness.fault.UnderPressure.AFTER_A_DEATH;
import static dev.lux.harness.fault.UnderPressure.AFTER_A_SILENCE;
import static dev.lux.harness.fault.UnderPressure.survives;

import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that die, stand still, come and go. The order saves time: after all have restarted, the edge is the oldest. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessFaultsTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(110));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("processes", 3).edges(1).detection(Duration.ofSeconds(3)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Node node(String name) {
        return cluster.node(name);
    }

    private static List<Node> alive() {
        return cluster.nodes().stream().filter(Node::isAlive).toList();
    }

    @Test
    @Order(1)
    void a_killed_owner() throws Exception {
        Kill fault = new Kill("kill", cluster, List.of(node("n2")));
        survives(fault, Pressure.roaming("kill-", alive()), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(2)
    void a_killed_edge() throws Exception {
        Kill fault = new Kill("kill-edge", cluster, List.of(node("e1")));
        survives(fault, Pressure.roaming("kill-edge-", alive()), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(3)
    void a_node_that_stands_still_for_shorter_than_the_detector() throws Exception {
        Node victim = node("n1");
        ShortPause fault = new ShortPause(cluster, victim);
        survives(fault, Pressure.on("pause-short-", cluster.others(victim)), AFTER_A_DEATH, node("n2"));
    }

    @Test
    @Order(4)
    void a_node_that_stands_still_for_longer_than_the_detector() throws Exception {
        Node victim = node("n3");
        Pause fault = new Pause("pause", cluster, victim);
        survives(fault, Pressure.on("pause-", cluster.others(victim)), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(5)
    void an_edge_that_comes_and_goes() throws Exception {
        survives(new AddedEdge(cluster), Pressure.roaming("add-edge-", alive()), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(6)
    void all_data_members_restarted_one_by_one() throws Exception {
        RollingRestart fault = new RollingRestart(cluster, cluster.dataMembers());
        survives(fault, Pressure.roaming("rolling-", alive()), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(7)
    void a_frozen_edge_that_is_the_oldest_member() throws Exception {
        OldestPause fault = new OldestPause(cluster, node("e1"));
        survives(fault, Pressure.on("oldest-", cluster.dataMembers()), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(8)
    void a_node_that_leaves() throws Exception {
        survives(new Leave(cluster, node("n2")), Pressure.roaming("leave-", alive()), AFTER_A_DEATH, node("n1"));
    }
}
