package dev.lux.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ConditionTest {
    /** Columns: the four parts, then whether it holds when absent, at version 1, at version 2. */
    @ParameterizedTest
    @CsvSource({
        "false, false, 0, 0, true,  true,  true",
        "true,  false, 0, 0, false, true,  true",
        "false, true,  0, 0, true,  false, false",
        "true,  true,  0, 0, false, false, false",
        "false, false, 1, 0, false, true,  false",
        "true,  false, 1, 0, false, true,  false",
        "false, true,  1, 0, false, false, false",
        "false, false, 0, 1, true,  false, true",
        "true,  false, 0, 1, false, false, true",
        "false, true,  0, 1, true,  false, false",
        "false, false, 1, 1, false, false, false",
        "false, false, 1, 2, false, true,  false",
    })
    void aConditionHoldsWhenAllItsPartsDo(
            boolean mustExist,
            boolean mustBeAbsent,
            long anyOf,
            long noneOf,
            boolean absent,
            boolean at1,
            boolean at2) {
        Condition condition = new Condition(mustExist, mustBeAbsent, versions(anyOf), versions(noneOf));
        assertThat(List.of(condition.holds(0), condition.holds(1), condition.holds(2)))
                .containsExactly(absent, at1, at2);
    }

    private static List<Long> versions(long one) {
        return one == 0 ? List.of() : List.of(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 1_795_223_278_000_123L})
    void ifVersionHoldsAtThatVersionOnly(long version) {
        Condition condition = Condition.ifVersion(version);
        assertThat(condition.holds(version)).isTrue();
        assertThat(condition.holds(version + 1)).isFalse();
        assertThat(condition.holds(0)).isEqualTo(version == 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7})
    void noConditionHoldsAlways(long version) {
        assertThat(Condition.NONE.holds(version)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "0, false"})
    void oneOfSeveralVersionsIsEnough(long version, boolean holds) {
        assertThat(new Condition(false, false, List.of(1L, 2L), List.of()).holds(version))
                .isEqualTo(holds);
    }
}
