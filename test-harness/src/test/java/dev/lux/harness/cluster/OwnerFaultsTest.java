package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.client.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What writers and subscribers of the other nodes see when a data member that owns a third of everything fails. */
@Timeout(180)
class OwnerFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Subscribers are current this long after the last write, whatever happened before. */
    private static final Duration CURRENT = Duration.ofSeconds(5);

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("owner-faults", 3));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_killed_owner_loses_nothing_and_no_write_waits_longer_than_five_seconds() throws Exception {
        Node victim = cluster.node("n2");
        try (Pressure pressure = Pressure.on("killed-", cluster.others(victim))) {
            awaitAcks(pressure, 500);
            pressure.forgetLongest();
            cluster.kill(victim);
            assertThat(Await.until(SOON, () -> !victim.isAlive())).isTrue();
            awaitAcks(pressure, 500);
            assertThat(pressure.longest()).isLessThan(Duration.ofSeconds(5));
            assertThat(pressure.end(cluster.node("n1"), CURRENT)).isEmpty();
        } finally {
            cluster.start(victim);
        }
    }

    @Test
    void an_owner_that_stands_still_for_longer_than_the_detector_loses_nothing() throws Exception {
        Node victim = cluster.node("n3");
        try (Pressure pressure = Pressure.on("paused-", cluster.others(victim))) {
            awaitAcks(pressure, 500);
            pressure.forgetLongest();
            cluster.pause(victim);
            assertThat(victim.state()).isEqualTo('T');
            Node other = cluster.node("n1");
            assertThat(Await.until(SOON, () -> membersSeenBy(other) == 2)).isTrue();
            awaitAcks(pressure, 500);
            cluster.resume(victim);
            assertThat(Await.until(SOON, () -> membersSeenBy(other) == 3)).isTrue();
            awaitAcks(pressure, 500);
            assertThat(pressure.longest()).isLessThan(Duration.ofSeconds(15));
            assertThat(pressure.end(other, CURRENT)).isEmpty();
        } finally {
            cluster.resume(victim);
        }
        cluster.awaitReady(List.of(victim), SOON);
    }

    private static int membersSeenBy(Node node) {
        return node.http().get("_cluster").json().path("members").size();
    }

    private static void awaitAcks(Pressure pressure, long more) {
        long from = pressure.acks();
        assertThat(Await.until(SOON, () -> pressure.acks() >= from + more))
                .as("%d more acknowledged writes", more)
                .isTrue();
    }
}
