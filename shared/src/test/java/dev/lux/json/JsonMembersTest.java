package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class JsonMembersTest {
    @Test
    void givesEachValueWithoutWhiteSpace() {
        JsonMembers members = parse(" { 'data' : { 'a' : [ 1.0 , 'x  y' ] } , 'ifVersion' : 7 , 'n' : null } ");
        assertThat(text(members.get("data"))).isEqualTo("{\"a\":[1.0,\"x  y\"]}");
        assertThat(text(members.get("ifVersion"))).isEqualTo("7");
        assertThat(text(members.get("n"))).isEqualTo("null");
    }

    @Test
    void namesItsMembersUnescapedAndInOrder() {
        assertThat(parse("{'z':1,'\\u0061\\/\\n\\uD83D\\uDE00':2,'':3}").names())
                .containsExactly("z", "a/\n\ud83d\ude00", "");
    }

    @Test
    void hasNoMembersInAnEmptyObject() {
        JsonMembers members = parse("{}");
        assertThat(members.names()).isEmpty();
        assertThat(members.has("data")).isFalse();
        assertThat(members.get("data")).isNull();
        assertThat(members.string("data")).isNull();
        assertThat(members.integer("data")).isNull();
        assertThat(members.bool("data")).isNull();
    }

    @Test
    void tellsNullFromAbsent() {
        assertThat(parse("{'data':null}").has("data")).isTrue();
    }

    @Test
    void handsOutACopy() {
        JsonMembers members = parse("{'a':[1]}");
        members.get("a")[0] = 'x';
        assertThat(text(members.get("a"))).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", " 'a' ", "true"})
    void refusesWhatIsNotAnObject(String json) {
        assertThat(refusal(() -> parse(json)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1", "{'a':1", "{'a':1}x", "[] []", "{'a':1,}", "{'a':01}"})
    void refusesMalformedJsonAsSuch(String json) {
        assertThat(refusal(() -> parse(json)).code()).isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void refusesDuplicateMembers() {
        assertThat(refusal(() -> parse("{'data':1,'\\u0064ata':2}")).code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
    }

    @Test
    void countsDepthFromTheValueOfEachMember() {
        JsonLimits limits = new JsonLimits(2, 256);
        assertThat(text(JsonMembers.parse(utf8("{\"data\":[[]]}"), limits).get("data")))
                .isEqualTo("[[]]");
        assertThat(refusal(() -> JsonMembers.parse(utf8("{\"data\":[[[]]]}"), limits))
                        .code())
                .isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    @Test
    void readsOnlyTheGivenRange() {
        byte[] in = utf8("[{\"a\":1}]");
        assertThat(JsonMembers.parse(in, 1, 8, JsonLimits.DEFAULT).integer("a")).isEqualTo(1);
    }

    @Test
    void letsKnownKeysPass() {
        assertThat(refusal(() -> parse("{'a':1,'b':2}").requireOnly(Set.of("a", "b", "c"))))
                .isNull();
    }

    @Test
    void namesTheUnknownKey() {
        LuxException refusal = refusal(() -> parse("{'a':1,'ifversion':2}").requireOnly(Set.of("a")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_KEY);
        assertThat(refusal.detail()).isEqualTo("The key \"ifversion\" is not known here.");
    }

    @Test
    void namesAnUnknownKeyShortAndOnOneVisibleLine() {
        String key = "a\\n\\u0000\\u007f\\u202e" + "x".repeat(200);
        String detail =
                refusal(() -> parse("{'" + key + "':1}").requireOnly(Set.of())).detail();
        assertThat(detail)
                .isEqualTo("The key \"a\\n\\u0000\\u007f\\u202e" + "x".repeat(59) + "...\" is not known here.");
    }

    @Test
    void readsStrings() {
        JsonMembers members = parse("{'a':'','b':'x\\'\\\\\\/\\b\\f\\n\\r\\t\\u00e9\u00e9'}");
        assertThat(members.string("a")).isEmpty();
        assertThat(members.string("b")).isEqualTo("x\"\\/\b\f\n\r\t\u00e9\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "[]", "{}"})
    void refusesWhatIsNotAString(String value) {
        assertThat(refusal(() -> parse("{'a':" + value + "}").string("a")).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 1795223278000123L, (1L << 53) - 1})
    void readsIntegers(long value) {
        assertThat(parse("{'a': " + value + " }").integer("a")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0",
                "1.0",
                "1e0",
                "0.5",
                "9007199254740992",
                "18446744073709551617",
                "99999999999999999999",
                "'1'",
                "null",
                "true",
                "[]",
                "{}"
            })
    void refusesWhatIsNotAVersion(String value) {
        assertThat(refusal(() -> parse("{'a':" + value + "}").integer("a")).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void readsBooleans() {
        JsonMembers members = parse("{'t':true,'f':false}");
        assertThat(List.of(members.bool("t"), members.bool("f"))).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'true'", "null", "[]"})
    void refusesWhatIsNotABoolean(String value) {
        assertThat(refusal(() -> parse("{'a':" + value + "}").bool("a")).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static JsonMembers parse(String json) {
        return JsonMembers.parse(utf8(json.replace('\'', '"')), JsonLimits.DEFAULT);
    }
}
