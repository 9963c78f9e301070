package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void whatIsTooMuchInASecondIsCountedAndToldInTheNext() {
        LogBudget budget = new LogBudget(2);
        assertThat(budget.take(0)).hasValue(0);
        assertThat(budget.take(1)).hasValue(0);
        assertThat(budget.take(2)).isEmpty();
        assertThat(budget.take(SECOND - 1)).isEmpty();
        assertThat(budget.take(SECOND)).hasValue(2);
        assertThat(budget.take(SECOND)).hasValue(0);
        assertThat(budget.take(SECOND)).isEmpty();
    }
}
