package dev.lux.harness.fault;

import static dev.lux.harness.fault.UnderPressure.AFTER_A_DEATH;
import static dev.lux.harness.fault.UnderPressure.AFTER_A_SILENCE;
import static dev.lux.harness.fault.UnderPressure.survives;

import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no signal and no network can do to a broker: lost messages, a full event loop, a wrong clock. */
@Timeout(120)
class BrokenInsideTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(80));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("inside", 3)
                .edges(1)
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

    private static Pressure load(String prefix) throws Exception {
        return Pressure.on(prefix, cluster.nodes());
    }

    @Test
    void updates_that_never_arrive() throws Exception {
        DroppedMessages fault = new DroppedMessages(cluster, node("n1"), DroppedMessages.Message.UPDATE, 3);
        survives(fault, load("updates-"), AFTER_A_DEATH, node("n2"));
    }

    @Test
    void beacons_that_never_arrive() throws Exception {
        DroppedMessages fault = new DroppedMessages(cluster, node("n2"), DroppedMessages.Message.BEACON, 1);
        survives(fault, load("beacons-"), AFTER_A_DEATH, node("n1"));
    }

    @Test
    void a_full_event_loop() throws Exception {
        FullLoop fault = new FullLoop(cluster, node("n3"), Duration.ofSeconds(3));
        survives(fault, load("full-loop-"), AFTER_A_SILENCE, node("n1"));
    }

    @Test
    void a_clock_that_is_an_hour_ahead() throws Exception {
        WrongClock fault = new WrongClock("clock-ahead", cluster, node("n1"), Duration.ofHours(1));
        survives(fault, Pressure.roaming("ahead-", cluster.nodes()), AFTER_A_DEATH, node("n2"));
    }

    @Test
    void a_clock_that_is_an_hour_behind() throws Exception {
        WrongClock fault = new WrongClock("clock-behind", cluster, node("n2"), Duration.ofHours(-1));
        survives(fault, Pressure.roaming("behind-", cluster.nodes()), AFTER_A_DEATH, node("n1"));
    }
}
