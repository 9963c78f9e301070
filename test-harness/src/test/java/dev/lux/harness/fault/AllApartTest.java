package dev.lux.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Members that lose sight of each other have lost nothing, although none has a copy of everything: what the one lacks
 * comes back with the others, and nobody begins it anew before.
 */
@Timeout(120)
@WholeMachine
class AllApartTest {
    @RegisterExtension
    static final Budget BUDGET = new Budget(Duration.ofSeconds(50));

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A shard that has lost all its copies waits at most 20 s for who may bring them, and is busy meanwhile. */
    private static final Duration FOUND = Duration.ofSeconds(25);

    @Test
    void three_data_members_that_were_each_alone_and_of_which_one_comes_back_late() throws Exception {
        try (LuxCluster cluster =
                LuxCluster.start(ClusterPlan.of("apart", 3).breakable().detection(Duration.ofSeconds(3)))) {
            Node late = cluster.node("n3");
            List<Node> first = cluster.others(late);
            Set<String> names = first.stream().map(Node::name).collect(Collectors.toSet());
            try (Pressure load = Pressure.on("apart-", first)) {
                load.awaitAcks(500);
                cluster.pause(late);
                cluster.partition(first.subList(0, 1), first.subList(1, 2));
                assertThat(Await.until(SOON, LOOK, () -> first.stream().allMatch(AllApartTest::isAlone)))
                        .isTrue();
                load.mute(names);
                assertThat(Await.until(SOON, LOOK, () -> first.stream().allMatch(AllApartTest::lacksShards)))
                        .as("nobody has everything")
                        .isTrue();
                load.mute(Set.of());
                cluster.heal();
                cluster.awaitReady(first, SOON);
                load.awaitAcks(500);
                cluster.resume(late);
                Crew.of(cluster).recover();
                load.awaitAcks(500);
                assertThat(load.awaitAnswers(first.get(0), FOUND)).isTrue();
                assertThat(load.end(first.get(0), UnderPressure.CURRENT)).isEmpty();
            }
        }
    }

    private static boolean isAlone(Node node) {
        NodeView view = NodeView.of(node);
        return view != null && !view.quorum() && view.members().size() == 1;
    }

    private static boolean lacksShards(Node node) {
        NodeView view = NodeView.of(node);
        return view != null && view.lost() > 0;
    }
}
