package dev.lux.harness.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.balancer.Smuggling;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind alone, and all together. The attack takes what both cores have, and what it is answered in time depends on
 * them: beside the nodes of another test it waits for those.
 */
@Timeout(180)
@Isolated
class HostileTest {
    private static final int REQUESTS = Integer.getInteger("lux.hostile.requests", 20_000);
    private static final int DRAWS = 6;

    private static BrokerProcess broker;
    private static BrokerProcess idle;
    private static Target target;

    @BeforeAll
    static void start() throws IOException {
        broker = HostileRun.broker().env("LUX_REQUEST_TIMEOUT", "2s").start();
        idle = Launch.broker().start();
        target = new Target(broker.url(), broker.key());
        putControls();
    }

    private static void putControls() throws IOException {
        try (Client client = new Client(target)) {
            for (int i = 0; i < Target.CONTROLS; i++) {
                client.put("control-" + i, "{\"control\":1,\"list\":[1]}");
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
        idle.close();
    }

    @ParameterizedTest
    @MethodSource("oneConnectionEach")
    void a_connection_of_its_own_gets_an_expected_answer(Named<Kind.Breaker> breaker) throws IOException {
        for (int seed = 0; seed < DRAWS; seed++) {
            assertThat(OneShotLane.attack(target, breaker.kind(), new Random(seed)))
                    .as("seed %d: %s", seed, printable(breaker.kind().bytes().draw(new Random(seed))))
                    .isIn(breaker.kind().expected());
        }
    }

    @ParameterizedTest
    @MethodSource("oneSocketEach")
    void a_socket_of_its_own_gets_an_expected_end(Named<Kind.SocketBreaker> breaker) throws IOException {
        for (int seed = 0; seed < DRAWS; seed++) {
            assertThat(OneShotLane.attack(target, breaker.kind(), new Random(seed)))
                    .as("seed %d", seed)
                    .isIn(breaker.kind().expected());
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_request_gets_an_expected_answer_and_the_connection_goes_on(Named<Kind.Request> request) throws IOException {
        for (int seed = 0; seed < 2 * DRAWS; seed++) {
            Tally tally = new Tally();
            Random random = new Random(seed);
            RequestLane lane = new RequestLane(target, tally, random, () -> false, java.util.List.of(request.kind()));
            lane.attack();
            lane.end();
            assertThat(tally.violations())
                    .as("seed %d: %s", seed, printable(request.kind().bytes().draw(new Random(seed))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_ends_as_expected(Named<Kind.Scenario> scenario) throws IOException {
        assertThat(scenario.kind().play().play(target, new Random(1)))
                .isIn(scenario.kind().expected());
    }

    /** What the table promises: so many different inputs, each with its answer. */
    @Test
    void there_are_enough_different_ones_of_each_class() {
        Map<String, List<Kind>> classes = Kinds.byClass(target);
        Map<String, Integer> counts = new LinkedHashMap<>();
        classes.forEach((name, kinds) -> counts.put(name, kinds.size()));
        counts.put(
                "smuggling, through HAProxy and through nginx", Smuggling.all().size());
        counts.forEach((name, count) -> System.out.printf("  %3d %s%n", count, name));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("  %3d hostile inputs%n", all);
        List<String> names =
                classes.values().stream().flatMap(List::stream).map(Kind::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Smuggling.all()).doesNotHaveDuplicates();
        assertThat(counts)
                .allSatisfy((name, count) -> assertThat(count).as(name).isGreaterThanOrEqualTo(5));
        assertThat(names.size()).as("without smuggling").isGreaterThanOrEqualTo(150);
        assertThat(classes.values().stream().flatMap(List::stream))
                .allSatisfy(kind -> assertThat(kind.expected())
                        .as(kind.name())
                        .isNotEmpty()
                        .noneMatch(answer -> answer.startsWith("5") && !answer.contains("busy")));
    }

    /** Else it would refuse the wrong ones for want of a secret. */
    @Test
    void the_broker_takes_a_proper_token_of_the_attackers() {
        assertThat(new LuxHttp(broker.url(), TokenKinds.proper())
                        .get("control-1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void together_they_cost_nobody_else_anything() throws IOException {
        // What tests before this one let go of would count as there from the beginning.
        assertThat(Footprint.isLetGo(broker.view())).isTrue();
        HostileRun.Report report = HostileRun.run(
                new HostileRun.Plan(broker.url(), broker.key(), idle.url(), idle.key(), System.nanoTime(), REQUESTS),
                broker.view(),
                System.out);
        putControls();
        assertThat(report.violations()).isEmpty();
        assertThat(report.requests()).isGreaterThanOrEqualTo(REQUESTS);
    }

    @Test
    void an_unexpected_answer_is_noticed() {
        Tally tally = new Tally();
        tally.count(Kinds.against(target).requests().get(0), "500 internal");
        assertThat(tally.violations()).singleElement().asString().contains("500 internal");
    }

    record Named<K extends Kind>(K kind) {
        @Override
        public String toString() {
            return kind.name();
        }
    }

    static Stream<Named<Kind.Breaker>> oneConnectionEach() {
        return Kinds.against(target).breakers().stream().map(Named::new);
    }

    static Stream<Named<Kind.SocketBreaker>> oneSocketEach() {
        return Kinds.against(target).socketBreakers().stream().map(Named::new);
    }

    static Stream<Named<Kind.Request>> requests() {
        return Kinds.against(target).requests().stream().map(Named::new);
    }

    static Stream<Named<Kind.Scenario>> scenarios() {
        return Kinds.against(target).scenarios().stream().map(Named::new);
    }

    private static String printable(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(600, text.length())).replaceAll("[^\\x20-\\x7e\r\n]", "?");
    }
}
