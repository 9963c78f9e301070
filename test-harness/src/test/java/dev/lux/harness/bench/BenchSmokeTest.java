package dev.lux.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The benchmark measures what it says, at a load that is nothing. */
@Timeout(60)
class BenchSmokeTest {
    @Test
    void every_delivery_of_a_small_board_is_accounted_for() throws Exception {
        Setup setup = new Setup(20, 5, 128, 2, 100, Duration.ofMillis(500), Duration.ofSeconds(2));
        try (Server lux = ServerKind.LUX.start(Cores.ofThisMachine(), 5, 128)) {
            Outcome outcome = Trial.run(lux, setup);
            assertThat(outcome.isRight()).as(outcome.toString()).isTrue();
            assertThat(outcome.writes()).isEqualTo(200);
            assertThat(outcome.offered()).isEqualTo(4_000);
            assertThat(outcome.counts().received() + outcome.counts().leftOut()).isEqualTo(4_000);
            assertThat(outcome.serverNanos()).isPositive();
        }
    }
}
