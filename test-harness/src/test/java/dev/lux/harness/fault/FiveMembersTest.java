package dev.lux.harness.fault;

import static dev.lux.harness.fault.UnderPressure.AFTER_A_DEATH;
import static dev.lux.harness.fault.UnderPressure.survives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
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

/** Five data members keep three of everything, so two may die within a second of each other. */
@Timeout(120)
@WholeMachine
class FiveMembersTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(70));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("five", 5)
                .detection(Duration.ofSeconds(3))
                .adjust((name, launch) -> FaultyBroker.launch(launch)));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void two_data_members_killed_within_a_second() throws Exception {
        Node first = cluster.node("n2");
        Node second = cluster.node("n4");
        Kill fault = new Kill("kill-two", cluster, List.of(first, second));
        assertThat(fault.losesState()).isFalse();
        survives(fault, Pressure.roaming("two-", cluster.nodes()), AFTER_A_DEATH, cluster.node("n1"));
    }

    /** Two deaths, one after the other: a write that meets both has the time after a death twice. */
    private static Disturbance theSecondDeathCounts(KillAtFill fault, Pressure load) {
        return new Disturbance() {
            @Override
            public String kind() {
                return fault.kind();
            }

            @Override
            public String begin() throws Exception {
                String proof = fault.begin();
                assertThat(load.longest())
                        .as("the longest write between the deaths")
                        .isLessThan(AFTER_A_DEATH);
                load.waitsBeginAgain();
                return proof;
            }

            @Override
            public void end() throws Exception {
                fault.end();
            }
        };
    }

    @Test
    void an_owner_killed_when_a_slot_fills() throws Exception {
        KillAtFill fault = new KillAtFill(cluster, cluster.node("n5"), cluster.node("n3"));
        assertThat(fault.losesState()).isFalse();
        Pressure load = Pressure.roaming("fill-", cluster.nodes());
        survives(theSecondDeathCounts(fault, load), load, AFTER_A_DEATH, cluster.node("n1"));
    }
}
