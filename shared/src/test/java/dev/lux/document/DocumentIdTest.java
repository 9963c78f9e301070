package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class DocumentIdTest {
    static Stream<String> ids() {
        return Stream.of(
                "a", "Z", "0", "incident-INC-1042", "a.b_c:d~e-f", "streams", "Stream", "stream-1", "a".repeat(128));
    }

    static Stream<String> noIds() {
        return Stream.of(
                "",
                "stream",
                ".a",
                "_a",
                ":a",
                "~a",
                "-a",
                "a*",
                "a b",
                "a/b",
                "a\u0000",
                "ä",
                "aé",
                "a\n",
                "@1",
                "a%20",
                "\uFF41",
                "a".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void thisIsAnId(String id) {
        assertThat(DocumentId.require(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void thisIsNoId(String id) {
        assertThatExceptionOfType(LuxException.class)
                .isThrownBy(() -> DocumentId.require(id))
                .extracting(LuxException::code)
                .isEqualTo(ErrorCode.INVALID_ID);
    }

    @Test
    void theAlphabetIsThatOfTheProtocolPage() {
        for (char c = 0; c < 0x250; c++) {
            String one = String.valueOf(c);
            assertThat(DocumentId.isValid(one)).as("first %04x", (int) c).isEqualTo(one.matches("[A-Za-z0-9]"));
            assertThat(DocumentId.isValid("a" + one))
                    .as("later %04x", (int) c)
                    .isEqualTo(one.matches("[A-Za-z0-9._:~-]"));
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyIdIsAPattern(String id) {
        assertThat(Pattern.parse(id)).isEqualTo(Pattern.ofId(id));
        assertThat(Pattern.parse(id).matches(id)).isTrue();
        assertThatCode(() -> Pattern.parse(id.substring(0, Math.min(100, id.length())) + "*"))
                .doesNotThrowAnyException();
    }
}
