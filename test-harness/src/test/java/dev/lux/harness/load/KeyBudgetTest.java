package dev.lux.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A document never has more keys than the broker remembers. */
class KeyBudgetTest {
    private final AtomicLong now = new AtomicLong();
    private final KeyBudget budget = new KeyBudget(now::get);

    private int takeAll(String document) {
        int taken = 0;
        while (budget.take(document)) {
            taken++;
        }
        return taken;
    }

    @Test
    void they_run_out_for_each_document_alone() {
        assertThat(takeAll("a")).isBetween(20, 31);
        assertThat(takeAll("b")).isBetween(20, 31);
        assertThat(budget.take("a")).isFalse();
    }

    @Test
    void they_come_back_when_the_broker_has_forgotten_them() {
        takeAll("a");
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(budget.take("a")).isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(budget.take("a")).isTrue();
    }
}
