package dev.lux.harness.fault;

import static dev.lux.harness.fault.UnderPressure.AFTER_A_DEATH;
import static dev.lux.harness.fault.UnderPressure.AFTER_A_SILENCE;
import static dev.lux.harness.fault.UnderPressure.survives;

import dev.lux.harness.WholeMachine;
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

/**
 * Every fault that three data members and an edge survive without a loss, one after the other on one cluster. The order
 * saves time: when all data members have restarted, the edge is the oldest.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WholeMachine
class FaultsTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofMinutes(4));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("faults", 3)
                .edges(1)
                .breakable()
                .detection(Duration.ofSeconds(3))
                .adjust((name, launch) -> FaultyBroker.launch(launch)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Node node(String name) {
        return cluster.node(name);
    }

    /** Clients of every node that stay with it, but for those of a node that will not answer. */
    private static Pressure staying(String prefix, Node... silent) throws Exception {
        List<Node> silentOnes = List.of(silent);
        return Pressure.on(
                prefix,
                cluster.nodes().stream()
                        .filter(node -> node.isAlive() && !silentOnes.contains(node))
                        .toList());
    }

    /** Clients that go to the next node when theirs refuses or ends. */
    private static Pressure roaming(String prefix) throws Exception {
        return Pressure.roaming(
                prefix, cluster.nodes().stream().filter(Node::isAlive).toList());
    }

    @Test
    @Order(1)
    void a_killed_owner() throws Exception {
        Kill fault = new Kill("kill", cluster, List.of(node("n2")));
        survives(fault, roaming("kill-"), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(3)
    void a_node_that_stands_still_for_shorter_than_the_detector() throws Exception {
        ShortPause fault = new ShortPause(cluster, node("n1"));
        survives(fault, staying("pause-short-", node("n1")), AFTER_A_DEATH, node("n2"));
    }

    @Test
    @Order(4)
    void a_node_that_stands_still_for_longer_than_the_detector() throws Exception {
        Pause fault = new Pause("pause", cluster, node("n3"));
        survives(fault, staying("pause-", node("n3")), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(5)
    void an_edge_that_comes_and_goes() throws Exception {
        survives(new AddedEdge(cluster), roaming("add-edge-"), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(6)
    void all_data_members_restarted_one_by_one() throws Exception {
        RollingRestart fault = new RollingRestart(cluster, cluster.dataMembers());
        survives(fault, roaming("rolling-"), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(7)
    void a_frozen_edge_that_is_the_oldest_member() throws Exception {
        OldestPause fault = new OldestPause(cluster, node("e1"));
        survives(fault, staying("oldest-", node("e1")), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(9)
    void one_node_apart_from_all_others() throws Exception {
        Partition fault = new Partition("isolate", cluster, List.of(node("n2")));
        survives(fault, staying("isolate-"), AFTER_A_SILENCE, node("n2"));
    }

    @Test
    @Order(10)
    void a_minority_with_an_edge_apart_from_the_majority() throws Exception {
        Partition fault = new Partition("partition", cluster, List.of(node("n1"), node("e1")));
        survives(fault, staying("partition-"), AFTER_A_SILENCE, node("e1"));
    }

    @Test
    @Order(10)
    void a_node_that_dies_alone_before_anyone_has_noticed() throws Exception {
        AloneToDeath fault = new AloneToDeath(cluster, node("n3"));
        survives(fault, roaming("alone-"), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(11)
    void packets_that_are_lost_one_way() throws Exception {
        OneWay fault = new OneWay(cluster, node("n3"), node("n1"));
        survives(fault, roaming("one-way-"), AFTER_A_SILENCE, node("n2"));
    }

    @Test
    @Order(12)
    void a_slow_link() throws Exception {
        survives(new SlowLink(cluster, node("e1")), staying("slow-link-"), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(13)
    void updates_that_never_arrive() throws Exception {
        DroppedMessages fault = new DroppedMessages(cluster, node("n1"), DroppedMessages.Message.UPDATE, 3);
        survives(fault, staying("updates-"), AFTER_A_DEATH, node("n2"));
    }

    @Test
    @Order(14)
    void beacons_that_never_arrive() throws Exception {
        DroppedMessages fault = new DroppedMessages(cluster, node("n2"), DroppedMessages.Message.BEACON, 1);
        survives(fault, staying("beacons-"), AFTER_A_DEATH, node("n1"));
    }

    @Test
    @Order(15)
    void a_full_event_loop() throws Exception {
        FullLoop fault = new FullLoop(cluster, node("n3"), Duration.ofSeconds(3));
        survives(fault, staying("full-loop-"), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    @Order(16)
    void a_clock_that_is_an_hour_ahead() throws Exception {
        WrongClock fault = new WrongClock("clock-ahead", cluster, node("n1"), Duration.ofHours(1));
        survives(fault, roaming("ahead-"), AFTER_A_DEATH, node("n2"));
    }

    @Test
    @Order(17)
    void a_clock_that_is_an_hour_behind() throws Exception {
        WrongClock fault = new WrongClock("clock-behind", cluster, node("n2"), Duration.ofHours(-1));
        survives(fault, roaming("behind-"), AFTER_A_DEATH, node("n1"));
    }
}
