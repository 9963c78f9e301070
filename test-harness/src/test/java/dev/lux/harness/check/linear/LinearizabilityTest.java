package dev.lux.harness.check.linear;

import static dev.lux.harness.check.Calls.atVersion;
import static dev.lux.harness.check.Calls.found;
import static dev.lux.harness.check.Calls.guard;
import static dev.lux.harness.check.Calls.unknown;
import static dev.lux.harness.check.history.Outcome.absent;
import static dev.lux.harness.check.history.Outcome.created;
import static dev.lux.harness.check.history.Outcome.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.Calls;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded.Sighting;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each case is small enough to be seen by eye. */
@Timeout(30)
class LinearizabilityTest {
    private static final Map<Long, Sighting> NO_FRAMES = Map.of();

    @Test
    void writes_one_after_the_other_and_what_they_make_are_in_order() {
        assertOrdered(new Calls()
                .read(0, 1, absent())
                .put("1", 2, 3, created(10))
                .read(4, 5, found(10, "1"))
                .put("2", atVersion(10), 6, 7, replaced(11))
                .delete(8, 9, new Outcome.Applied(12, null))
                .read(10, 11, absent())
                .delete(12, 13, new Outcome.Applied(0, null))
                .put("3", atVersion(0), 14, 15, created(13)));
    }

    @Test
    void a_read_may_see_a_write_before_it_is_acknowledged() {
        assertOrdered(new Calls().put("1", 0, 100, created(10)).read(5, 6, found(10, "1")));
    }

    @Test
    void a_read_that_began_after_the_acknowledgement_must_not_be_older() {
        assertBroken(
                new Calls()
                        .put("1", 0, 1, created(10))
                        .put("2", 2, 3, replaced(11))
                        .read(4, 5, found(10, "1")),
                "the later version had ended at",
                "earlier: #3");
    }

    @Test
    void two_reads_must_not_go_back() {
        assertBroken(
                new Calls()
                        .put("1", 0, 1, created(10))
                        .put("2", 2, 100, replaced(11))
                        .read(3, 4, found(11, "2"))
                        .read(5, 6, found(10, "1")),
                "earlier: #4");
    }

    @Test
    void a_read_after_a_frame_must_not_be_older_than_the_frame() {
        Map<Long, Sighting> frames = Map.of(11L, sighting(11, "2", 5));
        Calls calls = new Calls().put("1", 0, 1, created(10)).put("2", 2, 100, replaced(11));
        assertThat(check(calls, frames, List.of())).isEmpty();
        assertThat(check(calls.read(6, 7, found(10, "1")), frames, List.of())).hasSize(1);
    }

    @Test
    void versions_must_rise_in_real_time() {
        assertBroken(new Calls().put("1", 0, 1, created(10)).put("2", 2, 3, replaced(9)));
    }

    @Test
    void two_conditional_writes_on_one_version_must_not_both_be_applied() {
        assertBroken(
                new Calls()
                        .put("1", 0, 1, created(10))
                        .put("2", atVersion(10), 2, 9, replaced(11))
                        .put("3", atVersion(10), 2, 9, replaced(12)),
                "of version 11 2 the write of version 12 could not be answered as it was");
    }

    @Test
    void a_lost_update_between_two_guards_is_found() {
        assertBroken(new Calls()
                .put("{\"s\":1}", 0, 1, created(10))
                .put("{\"s\":2}", guard("/s", "1"), 2, 9, replaced(11))
                .put("{\"s\":3}", guard("/s", "1"), 2, 9, replaced(12)));
    }

    @Test
    void an_unknown_write_may_have_been_applied_or_not() {
        Calls calls = new Calls().put("1", 0, 1, created(10)).put("2", 2, 3, unknown());
        assertOrdered(calls);
        assertOrdered(calls.read(4, 5, found(10, "1")));
        assertOrdered(calls.read(6, 7, found(15, "2")));
        assertBroken(calls.read(8, 9, found(10, "1")));
    }

    @Test
    void an_unknown_write_is_applied_at_most_once() {
        assertBroken(
                new Calls()
                        .put("1", 0, 1, created(10))
                        .put("2", 2, 3, unknown())
                        .read(4, 5, found(11, "2"))
                        .put("3", 6, 7, replaced(12))
                        .read(8, 9, found(13, "2")),
                "no write can have made version 13");
    }

    @Test
    void an_unknown_write_takes_no_effect_before_it_was_sent() {
        assertBroken(new Calls()
                .put("1", 0, 1, created(10))
                .read(2, 3, found(11, "2"))
                .put("2", 4, 5, unknown()));
    }

    @Test
    void an_unknown_write_that_nobody_saw_can_explain_a_guard() {
        Calls calls =
                new Calls().put("{\"s\":1}", 0, 1, created(10)).put("{\"s\":3}", guard("/s", "2"), 4, 5, replaced(12));
        assertBroken(calls);
        assertOrdered(calls.put("{\"s\":2}", 0, 1, unknown()));
    }

    @Test
    void an_unknown_delete_can_explain_that_a_put_created() {
        Calls calls = new Calls().put("1", 0, 1, created(10)).put("2", 4, 5, created(12));
        assertBroken(calls);
        assertOrdered(calls.delete(2, 3, unknown()));
    }

    @Test
    void an_unknown_delete_can_explain_that_a_document_is_absent_for_a_moment() {
        Calls calls = new Calls()
                .put("1", 0, 1, created(10))
                .read(4, 5, absent())
                .put("2", 6, 7, created(12))
                .read(8, 9, found(12, "2"));
        assertBroken(calls);
        assertOrdered(calls.delete(2, 3, unknown()));
    }

    @Test
    void unknown_merges_that_nobody_saw_add_up() {
        assertOrdered(new Calls()
                .put("{}", 0, 1, created(10))
                .merge("{\"a\":1}", 2, 3, unknown())
                .merge("{\"b\":1}", 2, 3, unknown())
                .merge("{\"c\":1}", 4, 5, replaced(13))
                .read(6, 7, found(13, "{\"a\":1,\"b\":1,\"c\":1}")));
    }

    @Test
    void a_write_that_surely_was_not_applied_must_not_be_seen() {
        assertBroken(new Calls()
                .put("1", 0, 1, created(10))
                .put("2", 2, 3, new Outcome.NotApplied("busy"))
                .read(4, 5, found(11, "2")));
    }

    @Test
    void the_state_that_a_refusal_carries_must_be_current() {
        Outcome refused = new Outcome.Refused("version_conflict", new State(10, Json.parse("1")));
        assertBroken(new Calls()
                .put("1", 0, 1, created(10))
                .put("2", 2, 3, replaced(11))
                .put("3", atVersion(7), 4, 5, refused));
    }

    @Test
    void a_refusal_must_have_a_reason_in_the_state_that_it_carries() {
        Outcome refused = new Outcome.Refused("version_conflict", new State(10, Json.parse("1")));
        assertBroken(
                new Calls().put("1", 0, 1, created(10)).put("3", atVersion(10), 4, 5, refused),
                "refused, though its condition holds");
    }

    @Test
    void a_refusal_without_a_state_must_have_a_reason_in_its_time() {
        Outcome refused = new Outcome.Refused("guard_failed", null);
        Calls calls = new Calls().put("{\"s\":1}", 0, 1, created(10));
        assertBroken(calls.put("9", guard("/s", "1"), 2, 3, refused), "no state in its time fits");
    }

    @Test
    void a_call_between_two_reads_of_one_version_has_its_place() {
        assertOrdered(new Calls()
                .put("{\"s\":1}", 0, 1, created(10))
                .read(2, 3, found(10, "{\"s\":1}"))
                .put("9", guard("/s", "2"), 4, 5, new Outcome.Refused("guard_failed", null))
                .read(6, 7, found(10, "{\"s\":1}")));
    }

    @Test
    void an_attempt_with_the_same_key_is_the_same_write() {
        Calls calls = new Calls()
                .put("1", 0, 1, created(10))
                .keyed("k", "2", 2, 3, unknown())
                .put("3", 4, 5, replaced(12))
                .keyed("k", "2", 6, 7, replaced(11));
        assertOrdered(calls);
        assertBroken(calls.read(8, 9, found(13, "2")));
    }

    @Test
    void two_answers_to_one_key_have_one_version() {
        assertBroken(
                new Calls().keyed("k", "1", 0, 1, created(10)).keyed("k", "1", 2, 3, replaced(11)),
                "one Idempotency-Key, two versions");
    }

    @Test
    void one_version_has_one_write_and_one_content() {
        assertBroken(
                new Calls().put("1", 0, 9, created(10)).put("2", 0, 9, replaced(10)),
                "two writes were acknowledged with one version");
        assertBroken(new Calls().put("1", 0, 9, created(10)).read(3, 4, found(10, "2")), "has two contents");
    }

    @Test
    void equal_numbers_are_equal_however_they_are_written() {
        assertOrdered(new Calls().put("{\"n\":1.0}", 0, 1, created(10)).read(2, 3, found(10, "{\"n\":1}")));
    }

    @Test
    void what_a_merge_makes_is_compared_with_what_was_seen() {
        Calls calls = new Calls().put("{\"a\":1}", 0, 1, created(10)).merge("{\"b\":2}", 2, 3, replaced(11));
        assertOrdered(calls.read(4, 5, found(11, "{\"b\":2,\"a\":1}")));
        assertBroken(
                new Calls()
                        .put("{\"a\":1}", 0, 1, created(10))
                        .merge("{\"b\":2}", 2, 3, replaced(11))
                        .read(4, 5, found(11, "{\"b\":2}")),
                "not what was seen");
    }

    @Test
    void the_window_begins_close_to_where_it_breaks() {
        Calls calls = new Calls().put("0", 0, 1, created(100));
        for (long i = 1; i < 500; i++) {
            calls.put("" + i, atVersion(99 + i), i * 10, i * 10 + 9, replaced(100 + i));
        }
        List<String> violations =
                check(calls.put("\"x\"", atVersion(598), 5_000, 5_001, replaced(601)), NO_FRAMES, List.of());
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0))
                .contains("after version 599", "#501", "of version 599 499 the write of version 601");
        assertThat(violations.get(0)).doesNotContain("version 597");
        assertThat(violations.get(0).lines().count()).isLessThan(10);
    }

    @Test
    void after_a_loss_the_document_may_be_gone_or_kept() {
        Fault loss = loss(10, 20);
        Calls gone = new Calls()
                .put("1", 0, 1, created(10))
                .read(30, 31, absent())
                .put("2", 32, 33, created(5))
                .read(34, 35, found(5, "2"));
        assertThat(check(gone, NO_FRAMES, List.of(loss))).isEmpty();
        assertThat(check(gone, NO_FRAMES, List.of())).isNotEmpty();
        Calls kept = new Calls()
                .put("1", 0, 1, created(10))
                .read(30, 31, found(10, "1"))
                .put("2", atVersion(10), 32, 33, replaced(12));
        assertThat(check(kept, NO_FRAMES, List.of(loss))).isEmpty();
    }

    @Test
    void after_a_loss_a_deleted_document_may_come_with_a_lower_version() {
        Calls calls = new Calls()
                .put("1", 0, 1, created(10))
                .delete(2, 3, new Outcome.Applied(11, null))
                .put("2", 12, 13, created(5))
                .read(34, 35, found(5, "2"));
        assertThat(check(calls, NO_FRAMES, List.of(loss(10, 20)))).isEmpty();
    }

    @Test
    void after_a_loss_the_order_holds_again() {
        Calls calls = new Calls()
                .put("1", 0, 1, created(10))
                .put("2", 30, 31, created(40))
                .put("3", 32, 33, replaced(41))
                .read(34, 35, found(40, "2"));
        assertThat(check(calls, NO_FRAMES, List.of(loss(10, 20)))).hasSize(1);
    }

    @Test
    void a_write_that_a_loss_overlaps_may_come_after_it() {
        Calls calls = new Calls()
                .put("1", 0, 1, created(10))
                .put("2", 9, 12, replaced(11))
                .read(30, 31, found(11, "2"));
        assertThat(check(calls, Map.of(10L, sighting(10, "1", 40)), List.of(loss(10, 20))))
                .isEmpty();
    }

    @Test
    void a_search_that_takes_too_long_says_so() {
        Calls calls = new Calls().put("{}", 0, 1, created(10));
        for (int i = 0; i < 9; i++) {
            calls.merge("{\"y\":" + i + ",\"f" + i + "\":1}", 2, 3, unknown());
        }
        calls.merge("{\"x\":1}", 4, 5, replaced(30))
                .read(6, 7, found(30, "{\"f1\":1,\"f2\":1,\"f3\":1,\"f4\":1,\"f5\":1,\"f6\":1}"));
        assertThat(new Linearizability(30)
                        .check(calls.list(), NO_FRAMES, List.of())
                        .violations())
                .singleElement()
                .asString()
                .contains("undecided");
        assertThat(new Linearizability(100_000)
                        .check(calls.list(), NO_FRAMES, List.of())
                        .violations())
                .singleElement()
                .asString()
                .contains("not what was seen");
    }

    private static void assertOrdered(Calls calls) {
        assertThat(check(calls, NO_FRAMES, List.of())).isEmpty();
    }

    private static void assertBroken(Calls calls) {
        assertThat(check(calls, NO_FRAMES, List.of())).hasSize(1);
    }

    private static void assertBroken(Calls calls, String... words) {
        assertThat(check(calls, NO_FRAMES, List.of()))
                .singleElement()
                .asString()
                .contains(words);
    }

    private static List<String> check(Calls calls, Map<Long, Sighting> frames, List<Fault> losses) {
        return new Linearizability(100_000).check(calls.list(), frames, losses).violations();
    }

    private static Sighting sighting(long version, String data, long at) {
        return new Sighting(new State(version, Json.parse(data)), at, "s");
    }

    private static Fault loss(long starts, long over) {
        return new Fault("loss", "kill", Set.of(), true, starts, starts, over, over, "two died");
    }
}
