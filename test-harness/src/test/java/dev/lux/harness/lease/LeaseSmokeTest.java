package dev.lux.harness.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run on real processes: workers fall silent, an owner is killed, a clock is wrong, and nobody is mistaken. */
@Timeout(180)
@WholeMachine
class LeaseSmokeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void who_is_silent_is_stale_once_and_nobody_else_ever() throws Exception {
        LeasePlan plan = new LeasePlan(600, 90, Duration.ofSeconds(8), 4, 7);
        ClusterPlan nodes = ClusterPlan.of("leases", 3)
                .adjust((node, launch) -> node.equals("n3")
                        ? launch.jvm("-Dlux.clock.offset=" + HOUR, "-Dcom.hazelcast.clock.offset=" + HOUR.toMillis())
                        : launch);
        try (LuxCluster cluster = LuxCluster.start(nodes)) {
            LeaseReport report = LeaseRun.run(plan, cluster, cluster.node("n1"), System.out);
            System.out.println(report.text());
            assertThat(report.isPassed()).as(report.text()).isTrue();
            assertThat(report.lateMillis()).isNotEmpty();
        }
    }
}
