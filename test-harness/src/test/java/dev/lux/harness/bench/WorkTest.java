package dev.lux.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    @Test
    void all_loads_are_gone_through_before_any_of_them_counts() {
        List<Setup> warmUps = Work.ONE_SOCKET.warmUps(1);
        assertThat(warmUps).extracting(Setup::perSecond).containsExactly(1_500.0, 3_000.0, 6_000.0, 12_000.0);
        assertThat(warmUps).extracting(Setup::warmUp).containsOnly(Duration.ofSeconds(10));
        assertThat(Work.ONE_SOCKET.setups(TIME)).extracting(Setup::warmUp).containsOnly(Duration.ofSeconds(5));
    }

    @Test
    void each_process_of_a_server_gets_the_same_time_to_get_warm() {
        assertThat(Work.BOARD.warmUps(3)).extracting(Setup::warmUp).containsOnly(Duration.ofSeconds(24));
    }

    @Test
    void a_load_of_its_own_warms_up_with_the_clients_that_it_is_measured_with() {
        assertThat(Work.FAN_OUT_1000.warmUps(1)).isEmpty();
        assertThat(Work.FAN_OUT_1000.setups(TIME)).extracting(Setup::warmUp).containsExactly(Duration.ofSeconds(40));
    }
}
