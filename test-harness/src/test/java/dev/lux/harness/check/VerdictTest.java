package dev.lux.harness.check;

import static dev.lux.harness.check.Calls.atVersion;
import static dev.lux.harness.check.Calls.found;
import static dev.lux.harness.check.history.Outcome.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.Bounds.Hardness;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.simulated.Bug;
import dev.lux.harness.check.simulated.Scenario;
import dev.lux.harness.check.simulated.SimulatedCluster;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The report, and what it demands of a history and of memory. */
@Timeout(30)
class VerdictTest {
    @Test
    void a_report_tells_violations_first_then_the_checks_then_the_counts() {
        Recorded history =
                SimulatedCluster.run(Scenario.small(1).with(Bug.FINAL_LOSS)).recorded();
        Verdict verdict = Verdict.of(history, Checks.all(SimulatedHistoriesTest.BOUNDS));
        assertThat(verdict.isPassed()).isFalse();
        assertThat(verdict.text())
                .startsWith("FAIL")
                .containsSubsequence(
                        "VIOLATION (acknowledged writes survive)",
                        "acknowledged writes survive ",
                        "writes by 8 clients",
                        "contended",
                        "reads",
                        "fault fault-0 (partition)",
                        "convergence after 2 x partition",
                        "memory of n1");
    }

    @Test
    void a_report_of_a_right_history_passes() {
        Verdict verdict = Verdict.of(
                SimulatedCluster.run(Scenario.small(1)).recorded(), Checks.all(SimulatedHistoriesTest.BOUNDS));
        assertThat(verdict.text()).startsWith("PASS").doesNotContain("VIOLATION");
    }

    @Test
    void a_long_list_of_violations_is_cut() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).put("a", "n1", "d", "2", Outcome.replaced(11));
        for (int i = 0; i < 25; i++) {
            story.get("r" + i, "n1", "d", found(10, "1"));
        }
        Verdict verdict = Verdict.of(story.recorded(), List.of(new ReaderChecker()));
        assertThat(verdict.text()).contains("and 15 more of readers never go back", "25 violations");
        assertThat(verdict.violations("readers never go back")).hasSize(25);
    }

    @Test
    void eight_clients_with_conditions_on_one_document_are_hard_enough() throws IOException {
        assertThat(hardness(8, 3, 10)).isEmpty();
    }

    @Test
    void a_history_with_too_few_conditions_is_not_hard() throws IOException {
        assertThat(hardness(8, 2, 10)).singleElement().asString().contains("conditional");
    }

    @Test
    void a_history_with_too_few_clients_is_not_hard() throws IOException {
        assertThat(hardness(7, 5, 10)).singleElement().asString().contains("7 clients");
    }

    @Test
    void writes_that_never_meet_are_not_hard() {
        Story story = new Story();
        for (int i = 0; i < 20; i++) {
            Op op = new Op("d", Op.Kind.PUT, Json.parse("1"), atVersion(i), null);
            story.write("c" + i % 10, "n1", op, new Outcome.NotApplied("busy")).at(10 * i + 10);
        }
        assertThat(new HardnessChecker(Hardness.DEFAULT).check(story.recorded()))
                .extracting(Violation::what)
                .anyMatch(what -> what.contains("0 contended"))
                .anyMatch(what -> what.contains("1 at once"));
    }

    @Test
    void a_fault_that_hit_no_write_or_was_not_proven_or_not_healed_is_not_hard() {
        Story story = new Story().faultStarts("cut", Set.of()).faultInEffect("cut", " ");
        assertThat(new HardnessChecker(new Hardness(0, 32, 0, 1)).check(story.recorded()))
                .extracting(Violation::what)
                .anyMatch(what -> what.contains("overlapped 0 writes"))
                .anyMatch(what -> what.contains("nothing proves"))
                .anyMatch(what -> what.contains("was not over"));
    }

    @Test
    void memory_above_its_bound_is_found_with_its_first_time() {
        Story story = new Story();
        for (int i = 0; i < 8; i++) {
            story.at(1_000L * i).sample("n1", 100, i == 5 ? 301 : 200, 10);
        }
        assertThat(new MemoryChecker(bounds()).check(story.recorded()))
                .singleElement()
                .asString()
                .contains("n1: resident set above 300 bytes in 1 of 8", "5.000000 s with 301");
    }

    @Test
    void a_live_heap_that_does_not_come_back_is_found() {
        Story story = new Story();
        for (int i = 0; i < 8; i++) {
            story.sample("n1", 100 + 5 * i, 200, 10).sample("n2", i == 4 ? 140 : 100, 200, 10);
        }
        assertThat(new MemoryChecker(bounds()).check(story.recorded()))
                .singleElement()
                .asString()
                .contains("n1: live heap grew from 100 to 130");
    }

    @Test
    void memory_that_nobody_looked_at_is_no_proof() {
        assertThat(new MemoryChecker(bounds()).check(new Story().recorded())).hasSize(1);
        assertThat(new MemoryChecker(bounds())
                        .check(new Story().sample("n1", 1, 1, 1).recorded()))
                .singleElement()
                .asString()
                .contains("say nothing of growth");
    }

    private static Bounds bounds() {
        return new Bounds(Duration.ofSeconds(1), Duration.ZERO, 150, 300, 20, 20, Hardness.DEFAULT);
    }

    /**
     * All clients write one document at once.
     *
     * @param conditional how many of ten writes have a condition
     */
    private static List<Violation> hardness(int clients, int conditional, int writes) throws IOException {
        AtomicLong clock = new AtomicLong();
        History history = History.inMemory(clock::get, "");
        for (int i = 0; i < writes; i++) {
            Op.Condition condition = i < conditional ? atVersion(5) : Calls.ALWAYS;
            clock.incrementAndGet();
            List<Long> calls = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                Op op = new Op("d", Op.Kind.PUT, Json.parse("1"), condition, null);
                calls.add(history.write("c" + client, "n1", op));
            }
            clock.incrementAndGet();
            calls.forEach(call -> history.answered(call, new Outcome.NotApplied("busy")));
        }
        return new HardnessChecker(Hardness.DEFAULT).check(history.recorded());
    }
}
