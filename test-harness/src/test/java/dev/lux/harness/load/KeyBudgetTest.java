package dev.lux.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A document never has more keys than the broker remembers. */
class KeyBudgetTest {
    private final AtomicLong now = new AtomicLong();
    private final KeyBudget budget = new KeyBudget(now::get);

    /** Asks for one every second. */
    private int takenIn(String document, Duration time) {
        int taken = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            taken += budget.take(document) ? 1 : 0;
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        return taken;
    }

    @Test
    void they_are_spread_over_the_faults_of_a_run() {
        assertThat(takenIn("a", Duration.ofMinutes(1))).isBetween(4, 8);
        assertThat(takenIn("a", Duration.ofMinutes(4))).isBetween(8, 16);
        assertThat(takenIn("a", Duration.ofMinutes(10))).isBetween(5, 10);
    }

    @Test
    void they_never_come_back_since_each_new_owner_remembers_them_anew() {
        assertThat(takenIn("a", Duration.ofHours(2))).isBetween(20, 31);
    }

    @Test
    void each_document_has_its_own() {
        assertThat(budget.take("a")).isTrue();
        assertThat(budget.take("a")).isFalse();
        assertThat(budget.take("b")).isTrue();
    }
}
