package dev.lux.harness.check;

import static dev.lux.harness.check.Calls.unknown;
import static dev.lux.harness.check.history.Outcome.created;
import static dev.lux.harness.check.history.Outcome.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.history.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What subscribers are told: order, snapshots, convergence. */
@Timeout(10)
class SubscriberCheckersTest {
    private static final Duration BOUND = Duration.ofMillis(100);

    @Test
    void versions_rise_on_one_connection() {
        Story story = new Story().open("s", "d").state("s", "d", 10, "1").state("s", "d", 11, "2");
        assertSession(story);
        assertSession(story.state("s", "d", 11, "2"), "had version 11 on this connection");
    }

    @Test
    void a_new_snapshot_may_repeat_but_not_go_back() {
        Story story = new Story().open("s", "d").state("s", "d", 10, "1").close("s", false);
        assertSession(story.open("s", "d").state("s", "d", 10, "1"));
        assertSession(
                story.close("s", false).open("s", "d").state("s", "d", 9, "0"),
                "had version 10 on an earlier connection");
    }

    @Test
    void what_since_names_is_not_sent_again() {
        Story story = new Story().open("s", "d").state("s", "d", 10, "1").close("s", false);
        assertSession(story.open("s", "d", Map.of("d", 10L)).state("s", "d", 10, "1"), "said that it has version 10");
    }

    @Test
    void a_reset_is_for_a_loss_of_state() {
        Story story = new Story().open("s", "d").state("s", "d", 10, "1");
        assertSession(story.reset("s", "d", 9, "0"), "was told of a reset");
        Story lost = new Story().open("s", "d").state("s", "d", 10, "1").fault("two die", Set.of(), true, 20);
        assertSession(lost.reset("s", "d", 9, "0").state("s", "d", 11, "2"));
        assertSession(lost.state("s", "d", 9, "0"), "had version 11");
    }

    @Test
    void a_deletion_is_told_only_to_those_who_know_the_document() {
        assertSession(new Story().open("s", "d").state("s", "d", 10, "1").gone("s", "d", 11));
        assertSession(new Story().open("s", "d", Map.of("d", 10L)).gone("s", "d", 11));
        assertSession(new Story().open("s", "d").gone("s", "d", 11), "had not been told");
    }

    @Test
    void a_synced_counts_what_the_connection_holds() {
        Story story = new Story().open("s", "d*").state("s", "d1", 10, "1").state("s", "d2", 11, "1");
        story.state("s", "d3", 12, "1").gone("s", "d3", 13).synced("s", "d*", 2);
        assertSession(story);
        story.close("s", false).open("s", "d*", Map.of("d1", 10L)).synced("s", "d*", 1);
        assertSession(story);
        assertSession(story.synced("s", "d*", 2), "with a count of 2 but holds 1");
    }

    @Test
    void a_synced_belongs_to_a_subscription() {
        assertSession(new Story().open("s", "d*").synced("s", "e*", 0), "without a subscription");
    }

    @Test
    void a_snapshot_is_not_behind_what_was_acknowledged_before() {
        Story story = new Story().put("a", "n1", "d1", "1", created(10));
        assertSession(story.at(5).open("s", "d*").state("s", "d1", 10, "1").synced("s", "d*", 1));
        assertSession(story.open("t", "d*").synced("t", "d*", 0), "t: was synced", "behind what was acknowledged");
    }

    @Test
    void a_snapshot_may_leave_out_what_may_have_been_deleted() {
        Story story = new Story().put("a", "n1", "d1", "1", created(10)).delete("a", "n1", "d1", unknown());
        assertSession(story.open("s", "d*").synced("s", "d*", 0));
    }

    @Test
    void when_it_is_quiet_a_subscriber_reaches_the_newest_version_in_time() {
        Story story = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        story.at(200).quiet().at(299).state("s", "d", 10, "1");
        assertConverges(story);
        Story late = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        late.at(200).quiet().at(301).state("s", "d", 10, "1");
        assertConverges(late, "s: holds null of d", "version 10");
    }

    @Test
    void a_subscriber_has_to_be_told_of_a_deletion_if_it_has_the_document() {
        Story story = new Story().put("a", "n1", "d", "1", created(10));
        story.open("s", "d").state("s", "d", 10, "1").synced("s", "d", 1);
        story.open("t", "e").synced("t", "e", 0);
        story.delete("a", "n1", "d", new Outcome.Applied(11, null)).quiet().at(500);
        assertConverges(story, "s: holds version 10 1 of d");
    }

    @Test
    void a_subscriber_comes_back_unless_it_ended_itself() {
        Story story =
                new Story().open("s", "d").close("s", false).at(10).quiet().at(500);
        assertConverges(story, "is not connected");
        assertConverges(new Story().open("s", "d").close("s", true).at(10).quiet());
    }

    @Test
    void what_is_declared_stale_does_not_stay_so() {
        Story story = new Story().open("s", "d").synced("s", "d", 0).status("s", "d", false);
        story.at(10).quiet().at(50).status("s", "d", true);
        assertConverges(story);
        Story stuck = new Story().open("s", "d").synced("s", "d", 0).status("s", "d", false);
        stuck.at(10).quiet().at(150).status("s", "d", true);
        assertConverges(stuck, "still declared stale");
    }

    @Test
    void a_history_without_a_quiet_point_says_nothing_of_convergence() {
        assertConverges(new Story().open("s", "d"), "was not looked at");
    }

    @Test
    void convergence_after_faults_is_measured_per_kind() {
        Story story = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        story.fault("cut", Set.of(), false, 40).at(70).state("s", "d", 10, "1");
        assertThat(new ConvergenceChecker(BOUND).figures(story.recorded()))
                .singleElement()
                .asString()
                .contains("1 x partition", "p50 30.0 ms", "max 30.0 ms", "1 measured, 0 not reached");
    }

    @Test
    void with_nothing_broken_each_version_arrives_in_time() {
        Story story = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        story.at(90).state("s", "d", 10, "1").at(500);
        assertKeepsUp(story);
        Story late = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        late.at(300)
                .put("a", "n1", "d", "2", replaced(11))
                .state("s", "d", 11, "2")
                .at(500)
                .quiet();
        assertKeepsUp(late, "told of no version as high", "version 10");
    }

    @Test
    void nobody_has_to_keep_up_with_a_fault_or_a_lost_connection_or_when_told_that_it_is_stale() {
        Story fault = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        fault.at(50)
                .fault("cut", Set.of(), false, 60)
                .at(200)
                .state("s", "d", 10, "1")
                .quiet();
        assertKeepsUp(fault);
        Story cut = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        cut.at(50)
                .close("s", false)
                .open("s", "d")
                .at(200)
                .state("s", "d", 10, "1")
                .quiet();
        assertKeepsUp(cut);
        Story stale = new Story().open("s", "d").synced("s", "d", 0).put("a", "n1", "d", "1", created(10));
        stale.at(50)
                .status("s", "d", false)
                .at(200)
                .state("s", "d", 10, "1")
                .status("s", "d", true)
                .quiet();
        assertKeepsUp(stale);
    }

    private static void assertSession(Story story, String... words) {
        assertFound(new SessionChecker(), story, words);
    }

    private static void assertConverges(Story story, String... words) {
        assertFound(new ConvergenceChecker(BOUND), story, words);
    }

    private static void assertKeepsUp(Story story, String... words) {
        assertFound(new KeepUpChecker(BOUND), story, words);
    }

    /** @param words that the one violation says; none for no violation */
    private static void assertFound(Checker checker, Story story, String... words) {
        if (words.length == 0) {
            assertThat(checker.check(story.recorded())).isEmpty();
        } else {
            assertThat(checker.check(story.recorded()))
                    .singleElement()
                    .asString()
                    .contains(words);
        }
    }
}
