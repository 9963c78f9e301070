package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JsonTextTest {
    @Test
    void refusesTheEmptyText() {
        assertThat(codeOf(new byte[0])).isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void refusesADuplicateAmongManyKeysWhereverItIs() {
        for (int count : new int[] {2, SeenKeys.FEW - 1, SeenKeys.FEW, SeenKeys.FEW + 1, 100}) {
            for (int repeated = 0; repeated < count; repeated++) {
                String json = "{" + keys(count, "") + ",\"k" + repeated + "\":{}}";
                assertThat(codeOf(utf8(json))).as(json).isEqualTo(ErrorCode.DUPLICATE_KEY);
            }
        }
    }

    @Test
    void acceptsManyKeysInObjectsWithinObjects() {
        String inner = "{" + keys(40, "") + "}";
        String json = "{" + keys(40, inner) + ",\"last\":{" + keys(40, inner) + "}}";
        assertThat(text(minify(utf8(json)))).isEqualTo(json);
    }

    @Test
    @Timeout(5)
    void staysFastWhenKeysWereChosenToCollide() {
        // "Aa" and "BB" have the same String.hashCode, so these are 32,768 keys with one hash.
        String json = IntStream.range(0, 1 << 15)
                .mapToObj(i -> IntStream.range(0, 15)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(minify(utf8(json))).hasSize(json.length());
    }

    @Test
    void acceptsLongKeysAndStrings() {
        String json = "{\"" + "k".repeat(100_000) + "\":\"" + "v".repeat(2_000_000) + "\"}";
        assertThat(minify(utf8(json))).hasSize(json.length());
    }

    @Test
    void nestsAsDeepAsTheLimitAndNoDeeper() {
        JsonLimits limits = new JsonLimits(3, 256);
        assertThat(text(JsonText.minify(utf8("[{\"a\":[1]}]"), limits))).isEqualTo("[{\"a\":[1]}]");
        assertThat(refusal(() -> JsonText.minify(utf8("[{\"a\":[[]]}]"), limits))
                        .code())
                .isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    @Test
    void refusesDeepNestingWithoutReadingOn() {
        assertThat(codeOf(utf8("[".repeat(1_000_000)))).isEqualTo(ErrorCode.JSON_TOO_DEEP);
        assertThat(codeOf(utf8("{\"a\":".repeat(1_000_000)))).isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    @Test
    void nestsAThousandDeepWhereThatIsAllowed() {
        String json = "[".repeat(1000) + "]".repeat(1000);
        assertThat(text(JsonText.minify(utf8(json), new JsonLimits(1000, 256)))).isEqualTo(json);
    }

    @Test
    void countsDepthByWhatIsOpenNotByWhatWas() {
        String json = "[" + "[],".repeat(1000) + "{}]";
        assertThat(text(JsonText.minify(utf8(json), new JsonLimits(2, 256)))).isEqualTo(json);
    }

    @Test
    void acceptsNumbersAsLongAsTheLimitAndNoLonger() {
        assertThat(minify(utf8("9".repeat(256)))).hasSize(256);
        assertThat(codeOf(utf8("9".repeat(257)))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
        assertThat(codeOf(utf8("-0." + "1".repeat(254)))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
    }

    @Test
    void refusesExponentsBeyondTheLimit() {
        assertThat(codeOf(utf8("1e10000"))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
        assertThat(codeOf(utf8("0E-10000"))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
        assertThat(codeOf(utf8("1e999999999"))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
        assertThat(codeOf(utf8("1e18446744073709551617"))).isEqualTo(ErrorCode.NUMBER_TOO_LONG);
    }

    @Test
    void readsOnlyTheGivenRange() {
        byte[] in = utf8("xx [1, 2] yy");
        assertThat(text(JsonText.minify(in, 2, 10, JsonLimits.DEFAULT))).isEqualTo("[1,2]");
        assertThat(refusal(() -> JsonText.minify(in, 2, 8, JsonLimits.DEFAULT)).code())
                .isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void givesBackTheSameArrayWhenNothingIsRemoved() {
        byte[] in = utf8("{\"a\":[1,2]}");
        assertThat(minify(in)).isSameAs(in);
    }

    @Test
    void saysWhereAndWhatWithoutThePayload() {
        LuxException refusal = refusal(() -> JsonText.minify(utf8("..{\"secret\":x}"), 2, 14, JsonLimits.DEFAULT));
        assertThat(refusal.detail()).isEqualTo("Byte 10: expected a value.");
    }

    private static String keys(int count, String value) {
        String member = value.isEmpty() ? "1" : value;
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":" + member)
                .collect(Collectors.joining(","));
    }

    private static byte[] minify(byte[] in) {
        return JsonText.minify(in, JsonLimits.DEFAULT);
    }

    private static ErrorCode codeOf(byte[] in) {
        return refusal(() -> minify(in)).code();
    }
}
