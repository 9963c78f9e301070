package dev.lux.harness.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the hot path allocates does not depend on how fast the machine is. */
class BudgetsTest {
    @Test
    void nothing_allocates_more_than_its_budget() throws Exception {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        boolean within = Budgets.hold(1, 300, new PrintStream(table, true, StandardCharsets.UTF_8));
        assertThat(within).as(table.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
