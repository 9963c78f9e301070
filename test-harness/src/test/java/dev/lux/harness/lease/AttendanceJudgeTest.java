package dev.lux.harness.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.lease.AttendanceJudge.Sighting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of mistake is noticed, and what could be right is never called wrong. */
class AttendanceJudgeTest {
    private static final long LEASE = 1_000;

    private final Attendance worker = new Attendance();

    private List<String> judged(boolean staleNow, Sighting... marks) {
        return new AttendanceJudge(LEASE).judge("w", worker, List.of(marks), staleNow);
    }

    @Test
    void who_was_heard_in_time_may_not_be_marked() {
        worker.renewed(0, 10);
        worker.renewed(900, 999);
        assertThat(judged(false)).isEmpty();
        assertThat(judged(false, new Sighting(5, 990)))
                .singleElement()
                .asString()
                .contains("marked 1 times");
        assertThat(judged(true)).singleElement().asString().contains("alive and is shown as stale");
    }

    @Test
    void who_may_not_have_been_heard_for_a_lease_may_be_marked_once() {
        worker.renewed(0, 10);
        worker.renewed(900, 1_000);
        assertThat(judged(false, new Sighting(5, 1_000))).isEmpty();
        assertThat(judged(false, new Sighting(5, 999)))
                .singleElement()
                .asString()
                .contains("before its time");
        assertThat(judged(false, new Sighting(5, 1_000), new Sighting(7, 1_500)))
                .singleElement()
                .asString()
                .contains("marked 2 times");
    }

    @Test
    void who_is_silent_is_to_be_shown_so_and_not_too_soon() {
        worker.renewed(0, 10);
        worker.renewed(500, 510);
        worker.silence();
        assertThat(judged(true, new Sighting(5, 1_500))).isEmpty();
        assertThat(judged(true, new Sighting(5, 1_499)))
                .singleElement()
                .asString()
                .contains("before its time");
        assertThat(judged(false)).singleElement().asString().contains("silent and is not shown");
    }
}
