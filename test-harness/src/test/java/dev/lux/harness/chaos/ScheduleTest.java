package dev.lux.harness.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed tells which faults come. */
class ScheduleTest {
    private static final List<String> KINDS = List.of("a", "b", "c", "d", "e");

    private static List<String> dealt(long seed, int count) {
        Schedule schedule = new Schedule(seed, KINDS, Duration.ofSeconds(3));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(schedule.nextKind() + " for " + schedule.nextHold());
        }
        return all;
    }

    @Test
    void the_same_seed_gives_the_same_and_another_one_another() {
        assertThat(dealt(7, 20)).isEqualTo(dealt(7, 20)).isNotEqualTo(dealt(8, 20));
    }

    @Test
    void every_kind_comes_before_any_comes_again() {
        Schedule schedule = new Schedule(3, KINDS, Duration.ofSeconds(3));
        for (int round = 0; round < 4; round++) {
            List<String> kinds = new ArrayList<>();
            KINDS.forEach(kind -> kinds.add(schedule.nextKind()));
            assertThat(kinds).containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }
}
