package dev.lux.harness.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge of leases finds what is wrong. */
@Timeout(20)
class LeaseReportTest {
    private static final LeasePlan PLAN = new LeasePlan(2, 1, Duration.ofMillis(50), 1, 1);
    private final Worker silent = new Worker("a");
    private final Worker alive = new Worker("b");

    /** What a broker would send; then nothing more. */
    private record Told(ArrayDeque<JsonNode> frames) implements FrameSource {
        @Override
        public synchronized @Nullable JsonNode next(Duration timeout) {
            return frames.poll();
        }

        @Override
        public void close() {}
    }

    private static String frame(String id, int version, boolean stale) {
        return "{\"type\":\"state\",\"id\":\"" + id + "\",\"version\":" + version + ",\"data\":1,\"meta\":{"
                + (stale ? "\"stale\":{}" : "") + "}}";
    }

    private List<String> violations(long silentForMillis, String... frames) throws Exception {
        long sent = System.nanoTime() - silentForMillis * 1_000_000;
        silent.took("h", sent, PLAN.lease().toNanos());
        alive.took("i", sent, PLAN.lease().toNanos());
        silent.silence();
        ArrayDeque<JsonNode> told = new ArrayDeque<>();
        Stream.of(frames).map(Json::parse).forEach(told::add);
        told.add(Json.parse("{\"type\":\"synced\",\"match\":\"*\",\"count\":2}"));
        StaleWatch watch = new StaleWatch("n1", new Told(told));
        watch.awaitSynced(Duration.ofSeconds(5));
        watch.close();
        Crowd nobody = new Crowd(List.of(), List.of(), PLAN);
        return LeaseReport.of(PLAN, List.of(silent, alive), List.of(watch), nobody)
                .violations();
    }

    @Test
    void whoIsSilentAndStaleOnceIsAsItShouldBe() throws Exception {
        assertThat(violations(1_000, frame("a", 1, false), frame("b", 1, false), frame("a", 2, true)))
                .isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("never marked", 1_000, "was to be seen stale once", new String[] {frame("a", 1, false)}),
                Arguments.of("marked too early", 10, "before its time", new String[] {frame("a", 2, true)}),
                Arguments.of("marked twice", 1_000, "was to be seen stale once", new String[] {
                    frame("a", 2, true), frame("a", 3, true)
                }),
                Arguments.of("revived", 1_000, "was to be seen stale once", new String[] {
                    frame("a", 2, true), frame("a", 3, false)
                }),
                Arguments.of("a living one marked", 1_000, "is alive and was seen stale", new String[] {
                    frame("a", 2, true), frame("b", 2, true)
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsFound(String name, int silentForMillis, String what, String[] frames) throws Exception {
        assertThat(violations(silentForMillis, frames))
                .hasSize(1)
                .first()
                .asString()
                .contains(what);
    }
}
