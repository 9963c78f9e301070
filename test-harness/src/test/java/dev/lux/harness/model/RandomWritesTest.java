package dev.lux.harness.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The broker against the model, with real clients. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
@WholeMachine
class RandomWritesTest {
    private static final int WRITES = Integer.getInteger("lux.random.writes", 100_000);

    @Test
    void a_hundred_thousand_random_writes_end_as_the_model_says() throws Exception {
        try (BrokerProcess broker = Launch.broker().start()) {
            RandomWrites.Report report = RandomWrites.run(
                    new RandomWrites.Plan(broker.url(), broker.key(), System.nanoTime(), WRITES, 16, 200), System.out);
            assertThat(report.violations()).isEmpty();
            assertThat(report.repeats()).isPositive();
            assertThat(report.answers()).hasSizeGreaterThan(10);
        }
    }
}
