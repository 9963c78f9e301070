package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A board is a prefix over documents of all owners. What its operators see is complete and exact, and what it costs
 * between nodes does not depend on how many they are. CONTRIBUTING.md says how to run it at full size.
 */
@Timeout(900)
@WholeMachine
class LargeBoardTest {
    private static final int DOCUMENTS = Integer.getInteger("lux.board.documents", 1_500);
    private static final int OPERATORS_PER_NODE = Integer.getInteger("lux.board.operators", 40);
    private static final int WRITES_PER_SECOND = Integer.getInteger("lux.board.rate", 500);
    private static final int SECONDS = Integer.getInteger("lux.board.seconds", 5);
    /** For what no speed is promised: a snapshot to every operator of a loaded machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("lux.board.patience", 60));

    private static LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LuxCluster.start(ClusterPlan.of("board", 3)
                .env("LUX_LOG_LEVEL", "WARN")
                // What starts quickly runs slowly; here it has much to run.
                .adjust((name, launch) -> launch.jvm("-XX:TieredStopAtLevel=4")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void every_operator_has_the_whole_board_and_stays_current() throws Exception {
        List<Node> nodes = cluster.nodes();
        BoardWriter writer = new BoardWriter("board-", DOCUMENTS, nodes);
        writer.writeAll();
        long begun = System.nanoTime();
        try (Operators operators = new Operators("board-", DOCUMENTS)) {
            for (Node node : nodes) {
                operators.join(node, OPERATORS_PER_NODE, DOCUMENTS);
            }
            awaitSnapshots(operators);
            System.out.printf(
                    "  %d operators have %d documents each after %.1f s; asked again %d times%n",
                    operators.size(), DOCUMENTS, seconds(begun), operators.retries());
            long before = writer.acknowledged();
            double messages = sum("lux_updates_sent_total");
            double changes = sum("lux_changes_sent_total");
            begun = System.nanoTime();
            writer.writeFor(Duration.ofSeconds(SECONDS), WRITES_PER_SECOND, () -> {
                // In the middle of the writes: their snapshots must be as whole.
                for (Node node : nodes) {
                    operators.join(node, 1, DOCUMENTS);
                }
            });
            double took = seconds(begun);
            assertThat(writer.refused()).isEmpty();
            awaitSnapshots(operators);
            assertThat(Await.until(PATIENCE, () -> operators.behind(writer.newest()) == 0))
                    .as("%d operators, of which %d are behind", operators.size(), operators.behind(writer.newest()))
                    .isTrue();
            assertThat(operators.violations()).isEmpty();
            long writes = writer.acknowledged() - before;
            messages = sum("lux_updates_sent_total") - messages;
            changes = sum("lux_changes_sent_total") - changes;
            System.out.printf(
                    "  %d writes in %.1f s (%.0f/s); all current %.1f s after the first; %d frames of changes; "
                            + "%.0f messages with %.0f changes to %d nodes%n",
                    writes, took, writes / took, seconds(begun), operators.changes(), messages, changes, nodes.size());
            assertThat(messages).isPositive().isLessThanOrEqualTo(1.0 * writes * nodes.size());
            assertThat(changes).isLessThanOrEqualTo(1.0 * writes * nodes.size());
        }
    }

    @Test
    void a_hot_document_costs_one_message_per_write_and_interested_node() throws Exception {
        int writes = 60;
        try (Operators operators = new Operators("hot-", 1)) {
            for (int interested = 1; interested <= 3; interested++) {
                Node joined = cluster.node("n" + interested);
                operators.join(joined, 25, interested == 1 ? 0 : 1);
                awaitSnapshots(operators);
                double before = sum("lux_updates_sent_total");
                BoardWriter writer = new BoardWriter("hot-", 1, List.of(cluster.node("n1")));
                for (int i = 0; i < writes; i++) {
                    writer.writeAll();
                }
                assertThat(Await.until(PATIENCE, () -> operators.behind(writer.newest()) == 0))
                        .isTrue();
                assertThat(sum("lux_updates_sent_total") - before)
                        .as("messages for %d writes to %d nodes with 25 operators each", writes, interested)
                        .isEqualTo(1.0 * writes * interested);
            }
        }
    }

    private static void awaitSnapshots(Operators operators) {
        assertThat(Await.until(PATIENCE, () -> operators.synced() == operators.size()))
                .as(
                        "%d of %d operators have a snapshot; %s",
                        operators.synced(), operators.size(), operators.violations())
                .isTrue();
        assertThat(operators.violations()).isEmpty();
    }

    /** Over all nodes. */
    private static double sum(String counter) throws IOException {
        List<Double> values = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            var metrics = node.process().view().metrics();
            assertThat(metrics.has(counter)).as(counter).isTrue();
            values.add(metrics.sum(counter, ""));
        }
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
