package dev.lux.json;

import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JsonStringsTest {
    @Test
    void leavesAloneWhatNeedsNoEscape() {
        assertThat(JsonStrings.quote("a/b \u00e9\u2028\ud83d\ude00")).isEqualTo("\"a/b \u00e9\u2028\ud83d\ude00\"");
    }

    @Test
    void escapesWhatMustBe() {
        assertThat(JsonStrings.quote("\"\\\n\r\t\b\0\u001f\u007f"))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0008\\u0000\\u001f\u007f\"");
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertThat(JsonStrings.quote("\ud83dx\ude00\ud83d")).isEqualTo("\"\ufffdx\ufffd\ufffd\"");
    }

    @Test
    void quotesInUtf8() {
        assertThat(JsonStrings.quoteUtf8("\ud83d\ude00\"")).isEqualTo(utf8("\"\ud83d\ude00\\\"\""));
    }

    @Test
    void givesALiteralOfTheSameStringForEveryCharacter() {
        String every = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] literal = JsonText.minify(JsonStrings.quoteUtf8(every), JsonLimits.DEFAULT);
        assertThat(JsonStrings.decode(literal, 1, literal.length - 1).equals(every))
                .isTrue();
        assertThat(JsonTree.read(literal).textValue().equals(every)).isTrue();
    }

    @Test
    void showsHiddenCharactersInVisibleLiterals() {
        assertThat(JsonStrings.quoteVisibly("a\u0085\u202e\u200b\u2028\ufeff"))
                .isEqualTo("\"a\\u0085\\u202e\\u200b\\u2028\\ufeff\"");
        assertThat(text(JsonText.minify(utf8(JsonStrings.quoteVisibly("\0")), JsonLimits.DEFAULT)))
                .isEqualTo("\"\\u0000\"");
    }
}
