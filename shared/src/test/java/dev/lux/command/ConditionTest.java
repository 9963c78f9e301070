package dev.lux.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ConditionTest {
    /** The last three columns: does it hold of an absent document, of one at version 5, of one at version 6? */
    @ParameterizedTest
    @CsvSource({
        // mustExist, mustBeAbsent, anyOf, noneOf, absent, at 5, at 6
        "false, false, '',    '',    true,  true,  true",
        "true,  false, '',    '',    false, true,  true",
        "false, true,  '',    '',    true,  false, false",
        "true,  true,  '',    '',    false, false, false",
        "false, false, '5',   '',    false, true,  false",
        "false, false, '6 5', '',    false, true,  true",
        "false, false, '7',   '',    false, false, false",
        "false, false, '0',   '',    false, false, false",
        "false, false, '',    '5',   true,  false, true",
        "false, false, '',    '6 5', true,  false, false",
        "false, false, '',    '7',   true,  true,  true",
        "false, false, '',    '0',   true,  true,  true",
        "true,  false, '5',   '',    false, true,  false",
        "true,  false, '',    '5',   false, false, true",
        "false, true,  '5',   '',    false, false, false",
        "false, true,  '',    '5',   true,  false, false",
        "false, false, '5 6', '5',   false, false, true",
        "true,  true,  '5',   '6',   false, false, false",
    })
    void aConditionHoldsWhenAllOfItsPartsDo(
            boolean mustExist,
            boolean mustBeAbsent,
            String anyOf,
            String noneOf,
            boolean absent,
            boolean at5,
            boolean at6) {
        Condition condition = new Condition(mustExist, mustBeAbsent, versions(anyOf), versions(noneOf));
        assertThat(List.of(condition.holds(0), condition.holds(5), condition.holds(6)))
                .isEqualTo(List.of(absent, at5, at6));
    }

    @ParameterizedTest
    @CsvSource({"0, true, false, false", "5, false, true, false", "6, false, false, true"})
    void ifVersionHoldsAtThatVersionOnlyAndZeroIsAbsent(long version, boolean absent, boolean at5, boolean at6) {
        Condition condition = Condition.ifVersion(version);
        assertThat(List.of(condition.holds(0), condition.holds(5), condition.holds(6)))
                .isEqualTo(List.of(absent, at5, at6));
    }

    private static List<Long> versions(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }
}
