package dev.lux.harness.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol between nodes under simulated faults; and that the checks notice when it is wrong. */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
@WholeMachine
class SimulationTest {
    private static final long SEEDS = Long.getLong("lux.simulation.seeds", 400);
    /** Each mutant is noticed well within so many. */
    private static final int SEEDS_PER_MUTANT = 600;

    @Test
    void a_thousand_seeds_break_no_invariant() throws Exception {
        Seeds.Report report = Seeds.run(1, SEEDS, Mutant.NONE, System.out);
        assertThat(report.failures()).isEmpty();
        assertThat(report.runs()).isEqualTo(SEEDS);
    }

    @Test
    void a_seed_is_one_run() {
        assertThat(Simulation.run(7, Mutant.NONE)).isEqualTo(Simulation.run(7, Mutant.NONE));
    }

    @Test
    void a_run_has_faults_writes_reads_and_repairs() {
        Simulation.Result result = Simulation.run(5, Mutant.NONE);
        assertThat(result.faults()).isNotEmpty();
        assertThat(result.acks()).isGreaterThan(300);
        assertThat(result.reads()).isGreaterThan(300);
        assertThat(result.told()).isGreaterThan(1_000);
        assertThat(result.repairs()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_wrong_protocol_is_noticed(Mutant mutant) {
        for (long seed = 1; seed <= SEEDS_PER_MUTANT; seed++) {
            Simulation.Result result = Simulation.run(seed, mutant);
            if (!result.violations().isEmpty()) {
                System.out.println(mutant + " is noticed at seed " + seed + ": "
                        + result.violations().get(0));
                return;
            }
        }
        assertThat(mutant)
                .as("no check noticed it in %d seeds", SEEDS_PER_MUTANT)
                .isNull();
    }
}
