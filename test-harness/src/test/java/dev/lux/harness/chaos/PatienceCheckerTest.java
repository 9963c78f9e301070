package dev.lux.harness.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.Violation;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long writers wait, over all attempts of a write. */
class PatienceCheckerTest {
    private static final Outcome LOST = new Outcome.Unknown("lost");

    private long nanos;
    private final History history = History.inMemory(() -> nanos, "a story");

    private void attempt(int n, double from, double to, Outcome outcome) {
        Op op = new Op("d", Op.Kind.PUT, Json.parse(Integer.toString(n)), new Op.Condition.None(), null);
        nanos = Math.round(from * 1e9);
        long call = history.write("w", "n1", op);
        nanos = Math.round(to * 1e9);
        history.answered(call, outcome);
    }

    private void fault(String kind, double from, double to) {
        nanos = Math.round(from * 1e9);
        history.faultStarts(kind, kind, Set.of(), false);
        history.faultInEffect(kind, "seen");
        nanos = Math.round(to * 1e9);
        history.faultEnds(kind);
        history.faultOver(kind);
    }

    private List<Violation> check() throws Exception {
        return new PatienceChecker().check(history.recorded());
    }

    @Test
    void attempts_of_one_write_count_together() throws Exception {
        attempt(1, 0, 3, LOST);
        attempt(1, 3.1, 5.2, Outcome.replaced(1));
        attempt(2, 6, 7, Outcome.replaced(2));
        assertThat(check()).hasSize(1).first().asString().contains("waited 5.2", "2 attempts");
    }

    @Test
    void different_writes_do_not() throws Exception {
        attempt(1, 0, 3, Outcome.replaced(1));
        attempt(2, 3, 6, Outcome.replaced(2));
        assertThat(check()).isEmpty();
    }

    @Test
    void a_silent_fault_gives_time_and_a_kill_gives_none() throws Exception {
        fault("pause", 10, 20);
        fault("kill", 50, 60);
        attempt(1, 11, 25, Outcome.replaced(1));
        assertThat(check()).isEmpty();
        attempt(2, 51, 57, Outcome.replaced(2));
        assertThat(check()).hasSize(1);
    }

    @Test
    void a_silent_fault_gives_no_more_than_fifteen_seconds() throws Exception {
        fault("pause", 10, 20);
        attempt(1, 11, 27, Outcome.replaced(1));
        assertThat(check()).hasSize(1);
    }

    @Test
    void a_write_that_was_never_decided_is_told() throws Exception {
        attempt(1, 0, 1, LOST);
        attempt(2, 2, 3, Outcome.replaced(2));
        assertThat(check()).hasSize(1).first().asString().contains("never knew");
    }

    @Test
    void behind_a_slow_link_a_write_is_decided_soon_after_that_is_over() throws Exception {
        attempt(1, 11, 34, Outcome.replaced(1));
        attempt(2, 35, 36, Outcome.replaced(2));
        fault("slow-link", 10, 30);
        assertThat(check()).isEmpty();
    }

    @Test
    void behind_a_slow_link_that_is_over_no_write_waits_on() throws Exception {
        attempt(1, 11, 35.1, Outcome.replaced(1));
        fault("slow-link", 10, 30);
        assertThat(check()).hasSize(1);
    }
}
