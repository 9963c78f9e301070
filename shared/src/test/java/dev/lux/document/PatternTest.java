package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class PatternTest {
    static Stream<String> valid() {
        return Stream.of(
                "a",
                "incident-INC-1042",
                "incident-*",
                "*",
                "a*",
                "a.*",
                "a-:~_.*",
                "stream*",
                "stream-1",
                "x".repeat(128),
                "x".repeat(128) + "*");
    }

    static Stream<String> invalid() {
        return Stream.of(
                "",
                "stream",
                "**",
                "a**",
                "*a",
                "a*b",
                "a*b*",
                "-*",
                ".*",
                "_a",
                "@*",
                "@0",
                "a/*",
                "a *",
                "é*",
                "a?",
                "x".repeat(129),
                "x".repeat(129) + "*");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aPatternIsAcceptedAndWrittenAsTheClientWroteIt(String match) {
        assertThat(Pattern.parse(match).match()).isEqualTo(match);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anythingElseIsRefused(String match) {
        assertThatExceptionOfType(LuxException.class)
                .isThrownBy(() -> Pattern.parse(match))
                .extracting(LuxException::code)
                .isEqualTo(ErrorCode.INVALID_PATTERN);
    }

    @ParameterizedTest
    @CsvSource({
        "a,          a,          true",
        "a,          ab,         false",
        "a,          A,          false",
        "ab,         a,          false",
        "a*,         a,          true",
        "a*,         ab,         true",
        "a*,         ba,         false",
        "a*,         A,          false",
        "*,          anything,   true",
        "incident-*, incident-1, true",
        "incident-*, incident,   false",
    })
    void aPatternMatchesItsIdOrEveryIdWithItsPrefix(String match, String id, boolean matches) {
        assertThat(Pattern.parse(match).matches(id)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "*,   *,   true",
        "*,   a*,  true",
        "*,   a,   true",
        "a*,  a*,  true",
        "a*,  a,   true",
        "a*,  ab*, true",
        "a*,  ab,  true",
        "a*,  *,   false",
        "a*,  b,   false",
        "ab*, a*,  false",
        "ab*, a,   false",
        "a,   a,   true",
        "a,   a*,  false",
        "a,   ab,  false",
    })
    void aPatternContainsAnotherWhenItMatchesAllOfItsIds(String match, String other, boolean contains) {
        assertThat(Pattern.parse(match).contains(Pattern.parse(other))).isEqualTo(contains);
    }
}
