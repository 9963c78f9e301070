package dev.lux.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DisturbancesTest {
    /** What can go wrong, and must be tried out. */
    private static final List<String> NAMED = List.of(
            "kill",
            "kill-two",
            "pause",
            "pause-short",
            "partition",
            "one-way",
            "isolate",
            "isolate-kill",
            "isolate-ahead",
            "crumble",
            "slow-link",
            "drop-update",
            "drop-beacon",
            "leave",
            "add-edge",
            "rolling-restart",
            "stop-all",
            "clock-ahead",
            "clock-behind",
            "full-loop",
            "kill-all-data",
            "pause-oldest-edge",
            "kill-at-fill");

    @Test
    void every_fault_is_there() {
        assertThat(Disturbances.kinds()).containsAll(NAMED).doesNotHaveDuplicates();
    }

    @Test
    void a_mix_loses_no_state_and_needs_no_broken_broker() {
        assertThat(Disturbances.kinds()).containsAll(Disturbances.mixed());
        assertThat(Disturbances.mixed())
                .contains("kill", "pause", "isolate", "partition")
                .doesNotContain("kill-two", "kill-all-data", "stop-all", "kill-at-fill", "drop-update", "full-loop");
    }

    @Test
    void there_is_a_fault_that_shows_each_broken_broker() {
        assertThat(Disturbances.kinds())
                .containsAll(Arrays.stream(FaultyBroker.Wrong.values())
                        .map(FaultyBroker.Wrong::shownBy)
                        .toList());
    }

    @Test
    void what_is_unknown_is_refused() {
        assertThatThrownBy(() -> Disturbances.of("earthquake", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earthquake");
    }
}
