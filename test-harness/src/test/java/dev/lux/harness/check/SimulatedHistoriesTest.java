package dev.lux.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.simulated.Bug;
import dev.lux.harness.check.simulated.Scenario;
import dev.lux.harness.check.simulated.SimulatedCluster;
import dev.lux.harness.check.simulated.SimulatedCluster.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a right broker does is never held against it; what was planted in a wrong one is always found. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class SimulatedHistoriesTest {
    private static final int SEEDS = Integer.getInteger("lux.check.histories", 1_500);
    private static final int SEEDS_PER_BUG = 60;

    static final Bounds BOUNDS = new Bounds(
            Duration.ofNanos(SimulatedCluster.CONVERGENCE),
            Duration.ZERO,
            2_000,
            6_000,
            200,
            500,
            new Bounds.Hardness(0.3, 32, 4, 1));

    @Test
    void a_right_history_is_never_flagged() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertPasses(Scenario.varied(seed));
        }
    }

    @Test
    void a_right_history_with_a_loss_of_state_is_never_flagged() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertPasses(Scenario.small(seed).withLosses());
        }
    }

    private static void assertPasses(Scenario scenario) {
        Verdict verdict = Verdict.of(SimulatedCluster.run(scenario).recorded(), Checks.all(BOUNDS));
        assertThat(verdict.isPassed()).as("%s\n%s", scenario, verdict.text()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOST_ACKNOWLEDGEMENT          | linearizable per document
            LOST_ACKNOWLEDGEMENT          | readers never go back
            STALE_READ                    | linearizable per document
            STALE_READ                    | readers never go back
            DUPLICATED_APPLY              | linearizable per document
            DUPLICATED_APPLY              | one content per version, each written by a client
            LOST_UPDATE                   | linearizable per document
            LOST_UPDATE_BETWEEN_GUARDS    | linearizable per document
            VERSION_REUSE                 | linearizable per document
            VERSION_REUSE                 | one content per version, each written by a client
            RESURRECTION                  | linearizable per document
            RESURRECTION                  | readers never go back
            RESURRECTION_WITH_NEW_VERSION | linearizable per document
            FINAL_LOSS                    | linearizable per document
            FINAL_LOSS                    | acknowledged writes survive
            MINORITY_ACKNOWLEDGEMENT      | a minority acknowledges nothing
            REGRESS_AFTER_RECONNECT       | subscribers never go back, snapshots are whole
            REGRESS                       | subscribers never go back, snapshots are whole
            TWO_CONTENTS                  | linearizable per document
            TWO_CONTENTS                  | one content per version, each written by a client
            MISCOUNT                      | subscribers never go back, snapshots are whole
            HOLE_IN_SNAPSHOT              | subscribers never go back, snapshots are whole
            LOST_PUSHES                   | subscribers converge when it is quiet
            STALE_FOR_EVER                | subscribers converge when it is quiet
            RESET_WITHOUT_LOSS            | subscribers never go back, snapshots are whole
            NO_RECONNECT                  | subscribers converge when it is quiet
            """)
    void a_planted_bug_is_always_found(Bug bug, String check) {
        int planted = 0;
        List<Long> missed = new ArrayList<>();
        for (long seed = 0; seed < SEEDS_PER_BUG; seed++) {
            Result result = SimulatedCluster.run(scenario(seed, bug));
            if (result.planted()) {
                planted++;
                Verdict verdict = Verdict.of(result.recorded(), Checks.all(BOUNDS));
                if (verdict.violations(check).isEmpty()) {
                    missed.add(seed);
                }
            }
        }
        assertThat(missed).as("missed, of %d planted", planted).isEmpty();
        assertThat(planted).isGreaterThan(SEEDS_PER_BUG / 5);
    }

    private static Scenario scenario(long seed, Bug bug) {
        Scenario scenario = Scenario.small(seed).with(bug);
        return switch (bug) {
            // A write whose outcome nobody knows explains what looks like these.
            case LOST_UPDATE_BETWEEN_GUARDS, HOLE_IN_SNAPSHOT, LOST_PUSHES -> scenario.losing(0);
            case DUPLICATED_APPLY -> scenario.losing(0.3);
            default -> scenario;
        };
    }
}
