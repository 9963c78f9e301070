package dev.lux.harness.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short run on real processes: workers fall silent, an owner is killed, which is the node of some sockets too, a clock is
 * wrong, and nobody is mistaken.
 */
@Timeout(180)
@WholeMachine
class LeaseSmokeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SESSION_DOCUMENTS = 12;

    @Test
    void who_is_silent_is_stale_once_and_nobody_else_ever() throws Exception {
        LeasePlan plan = new LeasePlan(600, 90, Duration.ofSeconds(10), 4, 7);
        ClusterPlan nodes = ClusterPlan.of("leases", 3)
                .adjust((node, launch) -> node.equals("n3")
                        ? launch.jvm("-Dlux.clock.offset=" + HOUR, "-Dcom.hazelcast.clock.offset=" + HOUR.toMillis())
                        : launch);
        try (LuxCluster cluster = LuxCluster.start(nodes);
                LuxSocket doomed = present(cluster.node("n1"), "presence:doomed-");
                LuxSocket lasting = present(cluster.node("n2"), "presence:lasting-")) {
            LeaseReport report = LeaseRun.run(plan, cluster, cluster.node("n1"), System.out);
            System.out.println(report.text());
            assertThat(report.isPassed()).as(report.text()).isTrue();
            assertThat(report.lateMillis()).isNotEmpty();
            LuxHttp survivor = cluster.node("n3").http();
            // One ended with its node; the other has lasted.
            assertThat(doomed.endedWithin(Duration.ofSeconds(1))).isTrue();
            assertThat(lasting.endedWithin(Duration.ofMillis(1))).isFalse();
            for (int i = 0; i < SESSION_DOCUMENTS; i++) {
                assertThat(survivor.get("presence:doomed-" + i).status()).isEqualTo(404);
                assertThat(survivor.get("presence:lasting-" + i).status()).isEqualTo(200);
            }
        }
    }

    /** A socket with documents that are there as long as it is. */
    private static LuxSocket present(Node node, String prefix) throws IOException {
        LuxSocket socket = LuxSocket.open(node.url(), Launch.KEY, "/api/lux/stream");
        for (int i = 0; i < SESSION_DOCUMENTS; i++) {
            socket.send(
                    "{\"type\":\"put\",\"ref\":" + i + ",\"id\":\"" + prefix + i + "\",\"data\":1,\"session\":true}");
            assertThat(socket.next("ack").path("ref").asInt()).isEqualTo(i);
        }
        return socket;
    }
}
