package dev.lux.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.balancer.FakeNode;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a writer records of an answer, of none, and of a node that is not there. */
@Timeout(30)
class RecordedWritesTest {
    private static final String VERSION_7 = FakeNode.status(200, "OK", "{\"id\":\"d\",\"version\":7}");
    private static final Op PUT = new Op("d", Op.Kind.PUT, Json.parse("1"), new Op.Condition.None(), "k-1");

    private final Books books = new Books();
    private final History history = History.inMemory(System::nanoTime, "a test");

    /** All attempts of one write that is first sent to the first of these, and then to the other. */
    private List<Call> write(Op op, URI first, URI other) throws Exception {
        Target one = new Target("one", first);
        Target two = new Target("two", other);
        Route route = new Route(() -> List.of(one, two), 0, false, new Random(1), System::nanoTime);
        WriteMaker maker = new WriteMaker(LoadPlan.of(1), 0, books);
        LoadWriter writer = new LoadWriter("w", maker, route, new Pace(100), new Gate(), books, history);
        try (Caller caller = new Caller(Duration.ofMillis(300))) {
            writer.write(caller, op);
        }
        Recorded recorded = history.recorded();
        return recorded.callsOf(op.id());
    }

    private List<Call> writeTo(FakeNode first, FakeNode other, Op op) throws Exception {
        try (first;
                other) {
            return write(op, first.url(), other.url());
        }
    }

    private static FakeNode answers(String bytes) throws Exception {
        return FakeNode.that(head -> bytes);
    }

    @Test
    void a_write_whose_connection_ends_is_unknown_and_sent_again_under_its_key() throws Exception {
        FakeNode other = answers(VERSION_7);
        List<Call> calls = writeTo(FakeNode.dyingAtWork(), other, PUT);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(calls.get(0).node()).isEqualTo("one");
        assertThat(calls.get(1).outcome()).isEqualTo(Outcome.replaced(7));
        assertThat(calls).allMatch(call -> PUT.equals(call.write()));
        assertThat(other.heads().get(0)).contains("Idempotency-Key: k-1");
    }

    @Test
    void a_write_that_is_never_answered_is_unknown() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        FakeNode silent = FakeNode.that(head -> {
            dev.lux.harness.client.Await.until(Duration.ofSeconds(10), ended::get);
            return "";
        });
        try {
            List<Call> calls = writeTo(silent, answers(VERSION_7), PUT);
            assertThat(calls.get(0).outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(calls.get(1).outcome()).isInstanceOf(Outcome.Applied.class);
        } finally {
            ended.set(true);
        }
    }

    @Test
    void half_of_an_answer_is_unknown() throws Exception {
        List<Call> calls = writeTo(answers(VERSION_7.substring(0, VERSION_7.length() - 5)), answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void outcome_unknown_is_unknown() throws Exception {
        String body = "{\"code\":\"outcome_unknown\",\"retry\":true}";
        List<Call> calls = writeTo(answers(FakeNode.status(503, "Service Unavailable", body)), answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isEqualTo(new Outcome.Unknown("outcome_unknown"));
        assertThat(books.complaints()).isEmpty();
    }

    @Test
    void an_answer_that_no_client_should_get_is_unknown_and_told() throws Exception {
        String body = "{\"code\":\"internal\",\"retry\":true}";
        List<Call> calls =
                writeTo(answers(FakeNode.status(500, "Internal Server Error", body)), answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(books.complaints()).hasSize(1).allMatch(complaint -> complaint.contains("internal"));
    }

    @Test
    void a_node_that_is_draining_has_surely_not_applied_it() throws Exception {
        List<Call> calls = writeTo(FakeNode.draining(), answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isEqualTo(new Outcome.NotApplied("draining"));
        assertThat(calls.get(1).outcome()).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void a_node_that_is_not_there_has_surely_not_applied_it() throws Exception {
        FakeNode gone = FakeNode.draining();
        gone.close();
        List<Call> calls = writeTo(gone, answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isInstanceOf(Outcome.NotApplied.class);
    }

    @Test
    void a_refusal_is_the_end_and_carries_what_is_there() throws Exception {
        String body = "{\"code\":\"version_conflict\",\"current\":{\"version\":9,\"data\":{\"status\":\"open\"}}}";
        FakeNode refuses = answers(FakeNode.status(412, "Precondition Failed", body));
        List<Call> calls = writeTo(refuses, answers(VERSION_7), PUT);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).outcome())
                .isEqualTo(new Outcome.Refused("version_conflict", new State(9, Json.parse("{\"status\":\"open\"}"))));
        assertThat(books.known("d")).isEqualTo(new Books.Known(9, true, "open"));
    }

    @Test
    void a_delete_of_nothing_is_applied_without_a_version() throws Exception {
        Op delete = new Op("d", Op.Kind.DELETE, null, new Op.Condition.None(), "k-2");
        String body = "{\"results\":[{\"id\":\"d\",\"version\":0,\"status\":204}]}";
        List<Call> calls = writeTo(answers(FakeNode.status(200, "OK", body)), answers(VERSION_7), delete);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).outcome()).isEqualTo(new Outcome.Applied(0, null));
    }

    @Test
    void a_created_document_is_recorded_as_created() throws Exception {
        String body = "{\"id\":\"d\",\"version\":7}";
        List<Call> calls = writeTo(answers(FakeNode.status(201, "Created", body)), answers(VERSION_7), PUT);
        assertThat(calls.get(0).outcome()).isEqualTo(Outcome.created(7));
    }

    @Test
    void a_call_is_recorded_before_anything_of_it_is_sent() throws Exception {
        AtomicBoolean recordedBefore = new AtomicBoolean();
        FakeNode looks = FakeNode.that(head -> {
            try {
                recordedBefore.set(history.recorded().callsOf("d").size() == 1);
                return VERSION_7;
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writeTo(looks, answers(VERSION_7), PUT);
        assertThat(recordedBefore).isTrue();
    }
}
