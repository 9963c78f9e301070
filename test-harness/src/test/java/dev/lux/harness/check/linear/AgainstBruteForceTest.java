package dev.lux.harness.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search says what trying every order says, on small histories that are as often wrong as right. */
@Timeout(600)
class AgainstBruteForceTest {
    private static final int SEEDS = Integer.getInteger("lux.check.seeds", 20_000);

    @Test
    void the_search_and_the_definition_agree() {
        int ordered = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            TinyHistory history = new TinyHistory(seed);
            boolean expected = new BruteForce(history.calls(), history.frames().values()).hasOrder();
            List<String> violations = new Linearizability(100_000)
                    .check(history.calls(), history.frames(), List.of())
                    .violations();
            assertThat(violations.isEmpty())
                    .as("seed %d: %s %s\n%s", seed, history.calls(), history.frames(), violations)
                    .isEqualTo(expected);
            ordered += expected ? 1 : 0;
        }
        assertThat(ordered).isBetween(SEEDS / 5, SEEDS * 4 / 5);
    }
}
