package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PatternIndexTest {
    private static final int STEPS = 5_000;

    /** The model asks every pattern. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsPutAndRemovedTheIndexFindsWhatTheModelFinds(long seed) {
        Random random = new Random(seed);
        PatternIndex<Integer> index = new PatternIndex<>();
        Map<Pattern, Integer> model = new HashMap<>();
        int found = 0;
        for (int step = 0; step < STEPS; step++) {
            String at = "step " + step + " of seed " + seed;
            Pattern pattern = new Pattern(text(random), random.nextBoolean());
            // Grows for a while, then shrinks, so that lengths come and go.
            if (random.nextInt(10) < (step / 500 % 2 == 0 ? 7 : 2)) {
                index.put(pattern, step);
                model.put(pattern, step);
            } else {
                assertThat(index.remove(pattern)).as(at).isEqualTo(model.remove(pattern));
            }
            String id = text(random);
            List<Integer> expected = model.entrySet().stream()
                    .filter(entry -> entry.getKey().matches(id))
                    .map(Map.Entry::getValue)
                    .toList();
            List<Integer> actual = new ArrayList<>();
            index.forEachMatch(id, actual::add);
            assertThat(actual).as(at).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(index.matches(id)).as(at).isEqualTo(!expected.isEmpty());
            assertThat(index.get(pattern)).as(at).isEqualTo(model.get(pattern));
            assertThat(index.size()).as(at).isEqualTo(model.size());
            found += expected.size();
        }
        assertThat(index.patterns()).containsExactlyInAnyOrderElementsOf(model.keySet());
        assertThat(index.values()).containsExactlyInAnyOrderElementsOf(model.values());
        assertThat(found).as("matches in all").isGreaterThan(STEPS / 10);
    }

    @Test
    void anIndexIsEmptyAgainWhenItsLastPatternWasRemoved() {
        PatternIndex<String> index = new PatternIndex<>();
        index.put(Pattern.parse("a*"), "first");
        index.put(Pattern.parse("a*"), "second");
        index.remove(Pattern.parse("a*"));
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.matches("ab")).isFalse();
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(5), 'a', 'c' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
