package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Against a model that looks at every pattern. */
@Timeout(10)
class PatternIndexTest {
    private static final String[] MATCHES = {"*", "a*", "ab*", "abc*", "b*", "a", "ab", "abc", "b", "ba"};
    private static final String[] IDS = {"a", "ab", "abc", "abcd", "b", "ba", "c"};

    @RepeatedTest(20)
    void itFindsWhatLookingAtEveryPatternFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        PatternIndex<Integer> index = new PatternIndex<>();
        Map<Pattern, Integer> model = new HashMap<>();
        for (int step = 0; step < 500; step++) {
            Pattern pattern = Pattern.parse(MATCHES[random.nextInt(MATCHES.length)]);
            if (random.nextBoolean()) {
                index.put(pattern, step);
                model.put(pattern, step);
            } else {
                assertThat(index.remove(pattern)).isEqualTo(model.remove(pattern));
            }
            String id = IDS[random.nextInt(IDS.length)];
            List<Integer> found = new ArrayList<>();
            index.forEachMatch(id, found::add);
            List<Integer> expected = model.entrySet().stream()
                    .filter(entry -> entry.getKey().matches(id))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(found).as("step %d", step).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(index.matches(id)).isEqualTo(!expected.isEmpty());
            assertThat(index.get(pattern)).isEqualTo(model.get(pattern));
            assertThat(index.patterns()).containsExactlyInAnyOrderElementsOf(model.keySet());
            assertThat(index.values()).containsExactlyInAnyOrderElementsOf(model.values());
            assertThat(index.size()).isEqualTo(model.size());
            assertThat(index.isEmpty()).isEqualTo(model.isEmpty());
        }
    }
}
