package dev.lux.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.history.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has to be current when a death was noticed: those whose connections lasted, at nodes that are alive. */
class NoticedCheckerTest {
    private static final int NOTICED = 1_000;

    /** Subscribers open at n1. A write is acknowledged before a fault that lasts from 1 to 5 s. */
    private static Story before() {
        return new Story()
                .at(0)
                .open("s", "*")
                .synced("s", "*", 0)
                .at(500)
                .put("w", "n1", "d", "1", Outcome.created(7));
    }

    private static List<Violation> check(Story story) {
        return new NoticedChecker(Duration.ofSeconds(2), Set.of("partition")).check(story.recorded());
    }

    /** An answer of the subscriber's node while the fault is in effect. */
    private static Story withAnswer(Story story) {
        return story.at(1_500).get("r", "n1", "d", Calls.found(7, "1"));
    }

    private static Story over(Story story) {
        return story.at(5_000).faultOver("f");
    }

    private static Story fault(Story story) {
        return story.at(NOTICED).faultStarts("f", Set.of()).faultInEffect("f", "seen");
    }

    @Test
    void one_that_is_told_in_time_is_current() {
        assertThat(check(over(withAnswer(fault(before())).at(2_900).state("s", "d", 7, "1"))))
                .isEmpty();
    }

    @Test
    void one_that_is_told_too_late_is_not() {
        assertThat(check(over(withAnswer(fault(before())).at(3_100).state("s", "d", 7, "1"))))
                .hasSize(1)
                .first()
                .asString()
                .contains("at n1", "after f (partition) was noticed");
    }

    @Test
    void nothing_is_asked_of_a_node_that_answers_nobody() {
        assertThat(check(over(fault(before())))).isEmpty();
    }

    @Test
    void nothing_is_asked_for_a_subscriber_that_lost_its_connection() {
        assertThat(check(over(
                        withAnswer(fault(before()).at(1_100).close("s", false).open("s", "*")))))
                .isEmpty();
    }
}
