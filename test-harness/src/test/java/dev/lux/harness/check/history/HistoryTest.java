package dev.lux.harness.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HistoryTest {
    private static final JsonNode DATA = Json.parse("{\"n\":1.50,\"none\":null}");

    @TempDir
    Path folder;

    @Test
    void what_was_recorded_is_read_back_from_the_file() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (History history = History.toFile(file, "seed 7")) {
            recordOneOfEach(history);
        }
        Recorded read = History.read(file);
        assertThat(read.about()).isEqualTo("seed 7");
        List<Call> calls = read.callsOf("d");
        assertThat(calls).extracting(Call::write).containsExactly(put(), guarded(), merge(), delete(), null, null);
        assertThat(calls)
                .extracting(Call::outcome)
                .containsExactly(
                        Outcome.created(5),
                        new Outcome.Refused("guard_failed", new State(5, DATA)),
                        new Outcome.Unknown("timeout"),
                        new Outcome.NotApplied("busy"),
                        Outcome.found(5, DATA),
                        new Outcome.Unknown("no answer"));
        assertThat(calls).allMatch(call -> call.answered() >= call.asked());
        assertThat(read.faults())
                .singleElement()
                .matches(fault -> fault.isolated().equals(Set.of("n3"))
                        && fault.losesState()
                        && fault.starts() <= fault.inEffect()
                        && fault.ending() <= fault.over()
                        && fault.proof().equals("ping fails"));
        assertThat(read.quiets()).hasSize(1);
        assertThat(read.writersEnded()).isNotNull();
        assertThat(read.samples()).singleElement().matches(sample -> sample.residentBytes() == 2);
    }

    @Test
    void digits_and_nulls_inside_data_stay() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (History history = History.toFile(file, "")) {
            recordOneOfEach(history);
        }
        State seen = History.read(file).callsOf("d").get(4).seen();
        assertThat(seen).isNotNull();
        assertThat(seen.data()).hasToString("{\"n\":1.50,\"none\":null}");
    }

    @Test
    void a_session_keeps_the_order_of_its_frames_and_connections() throws IOException {
        History history = History.inMemory(counter(), "");
        recordOneOfEach(history);
        assertThat(history.recorded().sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.steps())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                        .containsExactly(
                                new Step.Opened(0, "n1"),
                                new Step.Subscribed(0, "d*", Map.of("d", 3L)),
                                new Step.Told(0, "d", new State(5, DATA), true, 2),
                                new Step.Told(0, "d", new State(6, null), false, 0),
                                new Step.Synced(0, "d*", 0),
                                new Step.Status(0, "d*", false),
                                new Step.Other(0, "bye"),
                                new Step.Closed(0, true, "done")));
    }

    @Test
    void a_version_is_sighted_when_the_first_session_was_told_of_it() throws IOException {
        AtomicLong clock = new AtomicLong();
        History history = History.inMemory(clock::get, "");
        history.opened("slow", "n1");
        history.opened("fast", "n2");
        clock.set(10);
        history.received("fast", frame());
        clock.set(20);
        history.received("slow", frame());
        assertThat(history.recorded().sightingsOf("d"))
                .containsExactly(Map.entry(5L, new Recorded.Sighting(new State(5, DATA), 10, "fast")));
    }

    @Test
    void a_line_that_a_killed_process_left_unfinished_is_left_out() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (History history = History.toFile(file, "")) {
            history.read("c", "n1", "d");
        }
        Files.writeString(file, "{\"event\":\"answered\",\"at\":5,\"ca", StandardOpenOption.APPEND);
        assertThat(History.read(file).callsOf("d")).singleElement().matches(Call::isUnknown);
    }

    @Test
    void a_broken_line_is_an_error_with_its_number() throws IOException {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, "{\"event\":\"quiet\",\"at\":1}\n{\"event\":\"nonsense\",\"at\":1}\n");
        assertThatThrownBy(() -> History.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void an_answer_that_was_not_asked_for_is_an_error() {
        History history = History.inMemory(counter(), "");
        history.answered(99, Outcome.absent());
        assertThatThrownBy(history::recorded).hasMessageContaining("call 99");
    }

    @Test
    void threads_may_record_at_once() throws Exception {
        Path file = folder.resolve("history.jsonl");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (History history = History.toFile(file, "")) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String client = "c" + thread;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        history.answered(history.read(client, "n1", client), Outcome.found(i + 1, DATA));
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Recorded read = History.read(file);
        for (int thread = 0; thread < 4; thread++) {
            List<Call> calls = read.callsOf("c" + thread);
            assertThat(calls).hasSize(2_000);
            for (int i = 1; i < calls.size(); i++) {
                assertThat(calls.get(i).asked())
                        .isGreaterThanOrEqualTo(calls.get(i - 1).answered());
                assertThat(calls.get(i).outcome()).isEqualTo(Outcome.found(i + 1, DATA));
            }
        }
    }

    private static void recordOneOfEach(History history) {
        history.answered(history.write("c1", "n1", put()), Outcome.created(5));
        history.answered(history.write("c1", "n1", guarded()), new Outcome.Refused("guard_failed", new State(5, DATA)));
        history.answered(history.write("c1", "n1", merge()), new Outcome.Unknown("timeout"));
        history.answered(history.write("c1", "n1", delete()), new Outcome.NotApplied("busy"));
        history.answered(history.read("c1", "n1", "d"), Outcome.found(5, DATA));
        history.read("c1", "n1", "d");
        history.opened("s", "n1");
        history.subscribed("s", "d*", Map.of("d", 3L));
        history.received(
                "s",
                Json.parse("{\"type\":\"state\",\"id\":\"d\",\"version\":5,\"data\":" + DATA
                        + ",\"reset\":true,\"skipped\":2}"));
        history.received("s", Json.parse("{\"type\":\"gone\",\"id\":\"d\",\"version\":6,\"reason\":\"deleted\"}"));
        history.received("s", Json.parse("{\"type\":\"synced\",\"match\":\"d*\",\"count\":0}"));
        history.received("s", Json.parse("{\"type\":\"status\",\"match\":\"d*\",\"live\":false}"));
        history.received("s", Json.parse("{\"type\":\"bye\",\"code\":\"draining\"}"));
        history.closed("s", true, "done");
        history.faultStarts("cut", "partition", Set.of("n3"), true);
        history.faultInEffect("cut", "ping fails");
        history.faultEnds("cut");
        history.faultOver("cut");
        history.quiet();
        history.writersEnded();
        history.sampled("n1", 1, 2, 3);
    }

    private static JsonNode frame() {
        return Json.parse("{\"type\":\"state\",\"id\":\"d\",\"version\":5,\"data\":" + DATA + "}");
    }

    private static LongSupplier counter() {
        return new AtomicLong()::incrementAndGet;
    }

    private static Op put() {
        return new Op("d", Op.Kind.PUT, DATA, new Op.Condition.None(), "key");
    }

    private static Op guarded() {
        Map<String, List<JsonNode>> guard = Map.of("/n", List.of(Json.parse("2"), Json.parse("null")));
        return new Op("d", Op.Kind.PUT, DATA, new Op.Condition.Guard(guard), null);
    }

    private static Op merge() {
        return new Op("d", Op.Kind.MERGE, Json.parse("{\"n\":null}"), new Op.Condition.AtVersion(4), null);
    }

    private static Op delete() {
        return new Op("d", Op.Kind.DELETE, null, new Op.Condition.None(), null);
    }
}
