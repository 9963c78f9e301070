package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class DocumentIdTest {
    /** As the protocol page writes it. */
    private static final String ALPHABET = "[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}";

    static Stream<String> valid() {
        return Stream.of(
                "a",
                "Z",
                "0",
                "incident-INC-1042",
                "a.b_c:d~e-f",
                "a..",
                "Stream",
                "stream2",
                "streams",
                "constructor",
                "x".repeat(128));
    }

    static Stream<String> invalid() {
        return Stream.of(
                "",
                "stream",
                "x".repeat(129),
                ".",
                "..",
                "-a",
                "_a",
                "~a",
                ":a",
                "__proto__",
                "@0",
                "@meta/0",
                "a/b",
                "a b",
                " a",
                "a ",
                "a*",
                "*",
                "a%2f",
                "a?b",
                "a#b",
                "a;b",
                "a@b",
                "a[",
                "a`",
                "a{",
                "a\n",
                "a\u0000",
                "é",
                "aé",
                "a\uFF21",
                "a\u0660",
                "\uD83D\uDE80",
                "a\uD83D");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void anIdIsAccepted(String id) {
        assertThat(DocumentId.require(id)).isSameAs(id);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anythingElseIsRefused(String id) {
        assertThatExceptionOfType(LuxException.class)
                .isThrownBy(() -> DocumentId.require(id))
                .extracting(LuxException::code)
                .isEqualTo(ErrorCode.INVALID_ID);
    }

    @Test
    void everyStringOfTwoCharactersIsJudgedAsTheProtocolPageSays() {
        for (char first = 0; first < 256; first++) {
            for (char second = 0; second < 256; second++) {
                String id = "" + first + second;
                assertThat(DocumentId.isValid(id)).as(id).isEqualTo(id.matches(ALPHABET));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 1042)
    void randomStringsAreJudgedAsTheProtocolPageSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String id = random.ints(random.nextInt(140), '-', 'z' + 5)
                    .map(c -> random.nextInt(100) == 0 ? c : Character.isLetterOrDigit(c) ? c : 'a')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(DocumentId.isValid(id)).as(id).isEqualTo(id.matches(ALPHABET) && !id.equals("stream"));
        }
    }
}
