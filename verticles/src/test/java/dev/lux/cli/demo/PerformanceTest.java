package dev.lux.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PerformanceTest {
    private static final Instant NOW = Instant.parse("2026-06-17T22:18:00Z");
    private static final Change PUT = new Change(Duration.ZERO, "x", Map.of("summary", "s"));
    private static final Change DELETE = new Change(Duration.ZERO, "x", Map.of());

    private final MemoryStage stage = new MemoryStage();
    private final Performance performance = new Performance(stage);

    /** Documents by id, with the condition that came with each write. */
    private static final class MemoryStage implements Stage {
        final Map<String, Long> versions = new HashMap<>();
        final List<String> writes = new ArrayList<>();

        @Override
        public Outcome put(String id, Map<String, Object> data, OptionalLong ifVersion) {
            writes.add("put " + (ifVersion.isPresent() ? ifVersion.getAsLong() : "any"));
            if (ifVersion.isPresent()) {
                Long current = versions.get(id);
                if (current == null) {
                    return new Vanished();
                }
                if (current != ifVersion.getAsLong()) {
                    return new Changed();
                }
            }
            return new Written(versions.merge(id, 1L, Long::sum));
        }

        @Override
        public Outcome delete(String id, long ifVersion) {
            writes.add("delete " + ifVersion);
            versions.remove(id);
            return new Written(0);
        }
    }

    @Test
    void itWritesOnlyOverWhatItWroteItself() {
        performance.play(PUT, NOW);
        performance.play(PUT, NOW);
        performance.play(DELETE, NOW);
        assertThat(stage.writes).containsExactly("put any", "put 1", "delete 2");
        assertThat(performance.written()).isEqualTo(3);
    }

    @Test
    void whatSomebodyElseHasWrittenIsLeftAloneForAMinute() {
        performance.play(PUT, NOW);
        stage.versions.put("x", 99L);
        performance.play(PUT, NOW);
        performance.play(PUT, NOW.plusSeconds(59));
        performance.play(DELETE, NOW.plusSeconds(59));
        assertThat(stage.writes).containsExactly("put any", "put 1");
        performance.play(PUT, NOW.plusSeconds(60));
        assertThat(stage.writes).containsExactly("put any", "put 1", "put any");
    }

    @Test
    void aBrokerThatForgotEverythingGetsItAgain() {
        performance.play(PUT, NOW);
        stage.versions.clear();
        performance.play(PUT, NOW);
        assertThat(stage.versions).containsOnlyKeys("x");
    }

    @Test
    void itDeletesNothingThatItDidNotWrite() {
        performance.play(DELETE, NOW);
        assertThat(stage.writes).isEmpty();
    }
}
