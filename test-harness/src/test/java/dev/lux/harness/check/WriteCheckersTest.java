package dev.lux.harness.check;

import static dev.lux.harness.check.Calls.found;
import static dev.lux.harness.check.Calls.unknown;
import static dev.lux.harness.check.history.Outcome.absent;
import static dev.lux.harness.check.history.Outcome.created;
import static dev.lux.harness.check.history.Outcome.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.history.Outcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to writes: survival, contents, readers, minorities. */
@Timeout(10)
class WriteCheckersTest {
    private static final Outcome DELETED_15 = new Outcome.Applied(15, null);

    @Test
    void an_acknowledged_write_that_is_not_in_the_final_state_is_lost() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).put("b", "n1", "d", "2", replaced(11));
        story.writersEnded().get("r", "n1", "d", found(11, "2"));
        assertThat(new SurvivalChecker().check(story.recorded())).isEmpty();
        story.get("r", "n2", "d", found(10, "1"));
        assertThat(new SurvivalChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("an acknowledged write is lost", "version 11", "r@n2");
    }

    @Test
    void a_document_may_be_absent_finally_only_if_it_may_have_been_deleted() {
        Story story = new Story().put("a", "n1", "d", "1", created(10));
        story.writersEnded().get("r", "n1", "d", absent());
        assertThat(new SurvivalChecker().check(story.recorded())).hasSize(1);
        Story deleted = new Story().put("a", "n1", "d", "1", created(10)).delete("a", "n1", "d", unknown());
        deleted.writersEnded().get("r", "n1", "d", absent());
        assertThat(new SurvivalChecker().check(deleted.recorded())).isEmpty();
    }

    @Test
    void a_deleted_document_must_not_come_back_with_an_old_version() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).delete("a", "n1", "d", DELETED_15);
        story.writersEnded().get("r", "n1", "d", found(10, "1"));
        assertThat(new SurvivalChecker().check(story.recorded())).hasSize(1);
    }

    @Test
    void a_final_state_that_was_not_read_is_no_proof() {
        Story story = new Story().put("a", "n1", "d", "1", created(10));
        assertThat(new SurvivalChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("did not end");
        assertThat(new SurvivalChecker().check(story.writersEnded().recorded()))
                .singleElement()
                .asString()
                .contains("was not read");
    }

    @Test
    void what_a_loss_may_have_taken_need_not_survive() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).fault("two die", Set.of(), true, 20);
        story.writersEnded().get("r", "n1", "d", absent());
        assertThat(new SurvivalChecker().check(story.recorded())).isEmpty();
        Story after = new Story().fault("two die", Set.of(), true, 20).put("a", "n1", "d", "1", created(10));
        after.writersEnded().get("r", "n1", "d", absent());
        assertThat(new SurvivalChecker().check(after.recorded())).hasSize(1);
    }

    @Test
    void a_version_has_one_content_however_it_is_written() {
        Story story = new Story().put("a", "n1", "d", "{\"n\":1.0}", created(10));
        story.open("s", "d").state("s", "d", 10, "{\"n\":1}");
        assertThat(new ContentChecker().check(story.recorded())).isEmpty();
        story.state("s", "d", 10, "{\"n\":2}");
        assertThat(new ContentChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("version 10 has two contents", "s was told");
    }

    @Test
    void a_version_that_no_client_wrote_is_found() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).put("a", "n1", "d", "2", unknown());
        story.get("r", "n1", "d", found(11, "2"));
        assertThat(new ContentChecker().check(story.recorded())).isEmpty();
        story.get("r", "n1", "d", found(12, "3"));
        assertThat(new ContentChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("no client wrote version 12");
    }

    @Test
    void a_write_that_was_sent_after_its_state_was_seen_did_not_make_it() {
        Story story = new Story().get("r", "n1", "d", found(11, "2")).put("a", "n1", "d", "2", unknown());
        assertThat(new ContentChecker().check(story.recorded())).hasSize(1);
    }

    @Test
    void a_merge_is_in_the_version_that_it_made() {
        Story story = new Story().merge("a", "n1", "d", "{\"x\":1,\"gone\":null}", created(10));
        story.get("r", "n1", "d", found(10, "{\"x\":1,\"y\":2}"));
        assertThat(new ContentChecker().check(story.recorded())).isEmpty();
        Story wrong = new Story().merge("a", "n1", "d", "{\"x\":1}", created(10));
        wrong.get("r", "n1", "d", found(10, "{\"x\":2}"));
        assertThat(new ContentChecker().check(wrong.recorded())).hasSize(1);
    }

    @Test
    void a_reader_must_not_be_behind_an_acknowledgement() {
        Story story = new Story().put("a", "n1", "d", "1", created(10)).put("a", "n1", "d", "2", replaced(11));
        story.at(10).get("r", "n2", "d", found(10, "1"));
        assertThat(new ReaderChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("behind what was acknowledged");
    }

    @Test
    void a_reader_must_not_find_nothing_where_something_was_acknowledged() {
        Story story = new Story().put("a", "n1", "d", "1", created(10));
        story.at(10).get("r", "n2", "d", absent());
        assertThat(new ReaderChecker().check(story.recorded())).hasSize(1);
        Story deleted = new Story().put("a", "n1", "d", "1", created(10)).delete("a", "n1", "d", DELETED_15);
        deleted.at(10).get("r", "n2", "d", absent());
        assertThat(new ReaderChecker().check(deleted.recorded())).isEmpty();
    }

    @Test
    void a_client_must_not_go_back_even_to_what_nobody_acknowledged() {
        Story story = new Story().get("r", "n1", "d", found(11, "2")).get("r", "n2", "d", found(10, "1"));
        assertThat(new ReaderChecker().check(story.recorded()))
                .singleElement()
                .asString()
                .contains("a client went back");
        Story others = new Story().get("r", "n1", "d", found(11, "2")).get("q", "n2", "d", found(10, "1"));
        assertThat(new ReaderChecker().check(others.recorded())).isEmpty();
    }

    @Test
    void the_state_that_a_refusal_carries_is_a_read_too() {
        Outcome refused = new Outcome.Refused(
                "version_conflict",
                new dev.lux.harness.check.history.State(10, dev.lux.harness.client.Json.parse("1")));
        Story story = new Story().put("a", "n1", "d", "1", created(10)).put("a", "n1", "d", "2", replaced(11));
        story.at(10).put("b", "n2", "d", "3", refused);
        assertThat(new ReaderChecker().check(story.recorded())).hasSize(1);
    }

    @Test
    void an_acknowledgement_from_a_minority_is_found() {
        Story story = new Story();
        story.at(100).faultStarts("cut", Set.of("n3")).faultInEffect("cut", "seen");
        story.at(150).put("a", "n3", "d", "1", created(10));
        story.at(200).faultOver("cut");
        assertThat(new MinorityChecker(Duration.ofMillis(20)).check(story.recorded()))
                .singleElement()
                .asString()
                .contains("n3: acknowledged without a quorum");
        assertThat(new MinorityChecker(Duration.ofMillis(60)).check(story.recorded()))
                .isEmpty();
    }

    @Test
    void a_read_that_a_minority_answers_is_found_and_its_refusals_are_right() {
        Story story = new Story();
        story.faultStarts("cut", Set.of("n3")).faultInEffect("cut", "seen");
        story.at(50).put("a", "n3", "d", "1", new Outcome.NotApplied("busy"));
        story.put("a", "n3", "d", "1", unknown());
        story.put("a", "n1", "d", "1", created(10));
        assertThat(new MinorityChecker(Duration.ZERO).check(story.recorded())).isEmpty();
        story.get("r", "n3", "d", found(10, "1"));
        assertThat(new MinorityChecker(Duration.ZERO).check(story.recorded())).hasSize(1);
    }

    @Test
    void a_node_may_answer_before_the_cut_is_complete_and_while_it_is_healed() {
        Story story = new Story();
        story.faultStarts("cut", Set.of("n3"));
        story.at(10).put("a", "n3", "d", "1", created(10));
        story.at(20).faultInEffect("cut", "seen");
        story.at(30).faultOver("cut");
        story.at(40).put("a", "n3", "d", "2", replaced(11));
        assertThat(new MinorityChecker(Duration.ZERO).check(story.recorded())).isEmpty();
    }
}
