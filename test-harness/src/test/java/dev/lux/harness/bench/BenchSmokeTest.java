package dev.lux.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The benchmark measures what it says, at a load that is nothing. */
@Timeout(60)
@WholeMachine
class BenchSmokeTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Cores CORES = Cores.ofThisMachine();

    @Test
    void every_delivery_of_a_small_board_is_accounted_for() throws Exception {
        Setup setup = new Setup(20, 5, 128, 2, 100, SHORT, Duration.ofSeconds(2));
        try (Server lux = ServerKind.LUX.start(CORES, 5, 128)) {
            assertThat(Trial.warmUp(lux, setup)).isTrue();
            Outcome outcome = Trial.run(lux, setup);
            assertThat(outcome.isRight()).as(outcome.toString()).isTrue();
            assertThat(outcome.writes()).isEqualTo(200);
            assertThat(outcome.offered()).isEqualTo(4_000);
            assertThat(outcome.counts().received() + outcome.counts().leftOut()).isEqualTo(4_000);
            assertThat(outcome.bytesPerDelivery()).isBetween(128.0, 512.0);
            assertThat(outcome.serverNanos()).isPositive();
        }
    }

    @Test
    void patches_of_a_large_document_are_short_and_told_from_one_another() throws Exception {
        Setup setup = new Setup(5, 1, 16_384, 1, 20, SHORT, Duration.ofSeconds(2));
        try (Server lux = ServerKind.LUX_DELTAS.start(CORES, 1, 16_384)) {
            Outcome outcome = Trial.run(lux, setup);
            assertThat(outcome.isRight()).as(outcome.toString()).isTrue();
            assertThat(outcome.counts().received() + outcome.counts().leftOut()).isEqualTo(200);
            // Where a newer state took the place of one, it is sent as a whole; on a busy machine there are some.
            assertThat(outcome.bytesPerDelivery()).isBetween(64.0, 16_384.0);
        }
    }

    @Test
    void idle_sockets_cost_memory() throws Exception {
        Map<String, Double> figures = figures(new Idle(500, SHORT));
        assertThat(figures.get("memory per socket")).isBetween(0.5, 200.0);
        assertThat(figures.get("CPU without sockets, per second")).isPositive();
        assertThat(figures).containsKey("CPU per socket and second");
    }

    @Test
    void a_storm_ends_with_everybody_current() throws Exception {
        Map<String, Double> figures = figures(new Storm(200, Duration.ofSeconds(2)));
        assertThat(figures.get("sockets")).isEqualTo(200);
        assertThat(figures.get("until all are current")).isPositive();
        assertThat(figures.get("writes refused meanwhile")).isZero();
    }

    @Test
    void sockets_that_are_not_read_are_measured_beside_others() throws Exception {
        Map<String, Double> figures = figures(new SlowSockets(SHORT, SHORT));
        assertThat(figures.get("p99 of the others, without slow ones")).isPositive();
        assertThat(figures.get("p99 of the others, beside slow ones")).isPositive();
    }

    @Test
    void a_hot_document_is_written_beside_others() throws Exception {
        Map<String, Double> figures = figures(new HotDocument(200, SHORT));
        assertThat(figures.get("writes of the one, answered")).isEqualTo(200);
        assertThat(figures.get("writes refused, of all")).isZero();
    }

    @Test
    void operators_are_served_while_others_are_refused() throws Exception {
        Map<String, Double> figures = figures(new UnderAttack(100, 20, SHORT, SHORT));
        assertThat(figures.get("p99 of the operators, alone")).isPositive();
        assertThat(figures.get("p99 of the operators, meanwhile")).isPositive();
        assertThat(figures.get("refused a second")).isPositive();
        assertThat(figures.get("not refused, or not connected")).isZero();
    }

    @Test
    void armed_deadlines_are_measured_while_nothing_happens() throws Exception {
        Map<String, Double> figures = figures(new ArmedDeadlines(1_000, SHORT));
        assertThat(figures.get("CPU per second, none runs out")).isPositive();
        assertThat(figures.get("CPU per second, each runs out in a day")).isPositive();
    }

    @Test
    void people_who_come_and_go_are_measured_beside_plain_documents() throws Exception {
        Map<String, Double> figures = figures(new People(20, 2));
        assertThat(figures.get("CPU per plain document, made and deleted")).isPositive();
        assertThat(figures.get("CPU per person, come and gone")).isPositive();
    }

    @Test
    void a_write_costs_one_message_for_a_node_with_sockets() throws Exception {
        Map<String, Double> figures = figures(new OverNodes(List.of(1), List.of(5, 30), SHORT, SHORT));
        assertThat(figures.get("1 node, 30 sockets: CPU/delivery")).isPositive();
        assertThat(figures).containsKey("1 node, more sockets: CPU/delivery");
        // Less where one message carries several writes.
        assertThat(figures.get("1 node, 30 sockets: messages/write/node")).isBetween(0.1, 1.0);
    }

    @Test
    void a_start_ends_with_an_answered_write() throws Exception {
        Map<String, Double> figures = figures(new StartUp());
        assertThat(figures.get("until a write is answered")).isGreaterThan(figures.get("until it listens"));
    }

    private static Map<String, Double> figures(Single single) throws Exception {
        List<Figure> figures = single.of(ServerKind.LUX, CORES, SHORT);
        return figures.stream().collect(Collectors.toMap(Figure::name, Figure::value));
    }
}
