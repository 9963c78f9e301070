package dev.lux.harness.fault;

import static dev.lux.harness.fault.UnderPressure.AFTER_A_SILENCE;
import static dev.lux.harness.fault.UnderPressure.survives;

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

/**
 * Packets that are lost or late. Clients stay with their node: those of a side without a quorum are told so for as long
 * as that lasts, decide nothing, and go on after it.
 */
@Timeout(120)
class NetworkFaultsTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(110));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(
                ClusterPlan.of("network", 3).edges(1).breakable().detection(Duration.ofSeconds(3)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Node node(String name) {
        return cluster.node(name);
    }

    @Test
    void one_node_apart_from_all_others() throws Exception {
        Partition fault = new Partition("isolate", cluster, List.of(node("n2")));
        survives(fault, Pressure.on("isolate-", cluster.nodes()), AFTER_A_SILENCE, node("n2"));
    }

    @Test
    void a_minority_with_an_edge_apart_from_the_majority() throws Exception {
        Partition fault = new Partition("partition", cluster, List.of(node("n1"), node("e1")));
        survives(fault, Pressure.on("partition-", cluster.nodes()), AFTER_A_SILENCE, node("e1"));
    }

    @Test
    void packets_that_are_lost_one_way() throws Exception {
        OneWay fault = new OneWay(cluster, node("n3"), node("n1"));
        survives(fault, Pressure.roaming("one-way-", cluster.nodes()), AFTER_A_SILENCE, node("n2"));
    }

    @Test
    void a_slow_link() throws Exception {
        SlowLink fault = new SlowLink(cluster, node("e1"));
        survives(fault, Pressure.on("slow-link-", cluster.nodes()), AFTER_A_SILENCE, node("n1"));
    }
}
