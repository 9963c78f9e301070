package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "a,       a,   true",
        "a,       ab,  false",
        "a,       A,   false",
        "a*,      a,   true",
        "a*,      abc, true",
        "a*,      b,   false",
        "a*,      A,   false",
        "*,       a,   true",
        "*,       0,   true",
        "stream*, streams, true",
        "a.*,     a.b, true",
        "a.*,     ab,  false",
    })
    void aPatternMatches(String pattern, String id, boolean matches) {
        assertThat(Pattern.parse(pattern).matches(id)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "a**", "a*b", "*a", "-*", "stream", "a b*", "ä*", "a?"})
    void thisIsNoPattern(String match) {
        assertThatExceptionOfType(LuxException.class)
                .isThrownBy(() -> Pattern.parse(match))
                .extracting(LuxException::code)
                .isEqualTo(ErrorCode.INVALID_PATTERN);
    }

    @ParameterizedTest
    @CsvSource({
        "a,  a,   true",
        "a,  b,   false",
        "a,  a*,  false",
        "a*, a,   true",
        "a*, ab,  true",
        "a*, ab*, true",
        "a*, a*,  true",
        "ab*, a*, false",
        "*,  a*,  true",
        "a*, *,   false",
    })
    void aPatternContains(String pattern, String other, boolean contains) {
        assertThat(Pattern.parse(pattern).contains(Pattern.parse(other))).isEqualTo(contains);
    }

    @Test
    void aPrefixIsAsLongAsAnId() {
        assertThat(Pattern.parse("a".repeat(128) + "*").matches("a".repeat(128)))
                .isTrue();
        assertThatExceptionOfType(LuxException.class).isThrownBy(() -> Pattern.parse("a".repeat(129) + "*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a*", "*"})
    void aPatternReadsAsItWasWritten(String match) {
        assertThat(Pattern.parse(match).match()).isEqualTo(match);
        assertThat(Pattern.parse(match)).hasToString(match);
    }
}
