package dev.lux.json;

import static dev.lux.json.Cases.json;
import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class PointerTest {
    /** RFC 6901, section 5. */
    private static final JsonNode RFC = tree("""
            {
               "foo": ["bar", "baz"],
               "": 0,
               "a/b": 1,
               "c%d": 2,
               "e^f": 3,
               "g|h": 4,
               "i\\\\j": 5,
               "k\\"l": 6,
               " ": 7,
               "m~n": 8
            }
            """);

    private static final String FOUND = """
            /foo = ['bar','baz']
            /foo/0 = 'bar'
            /foo/1 = 'baz'
            / = 0
            /a~1b = 1
            /c%d = 2
            /e^f = 3
            /g|h = 4
            /i\\j = 5
            /k"l = 6
            /  = 7
            /m~0n = 8
            """;

    static Stream<String> found() {
        return Cases.lines(FOUND);
    }

    @ParameterizedTest
    @MethodSource("found")
    void findsWhatSection5OfTheRfcSays(String line) {
        String[] cells = line.split(" = ", 2);
        assertThat(json(Pointer.parse(cells[0]).find(RFC))).isEqualTo(cells[1]);
    }

    @Test
    void findsTheWholeDocument() {
        assertThat(Pointer.parse("").find(RFC)).isSameAs(RFC);
    }

    @Test
    void unescapesTildesLast() {
        assertThat(Pointer.parse("/~01").tokens()).containsExactly("~1");
    }

    @Test
    void findsNull() {
        assertThat(json(Pointer.parse("/a").find(tree("{'a':null}")))).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/absent",
                "/foo/2",
                "/foo/-",
                "/foo/-1",
                "/foo/00",
                "/foo/01",
                "/foo/+1",
                "/foo/1.0",
                "/foo/1e0",
                "/foo/",
                "/foo/ 1",
                "/foo/length",
                "/foo/2147483648",
                "/foo/4294967296",
                "/foo/18446744073709551616",
                "/foo/\u0661",
                "/foo/0/0",
                "//x",
                "/a~1b/0",
                "/a/b"
            })
    void findsNothingWhereNothingIs(String pointer) {
        assertThat(Pointer.parse(pointer).find(RFC)).isNull();
    }

    @Test
    void takesDigitsAsAKeyInAnObject() {
        assertThat(json(Pointer.parse("/01").find(tree("{'01':true}")))).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "foo/bar", "0", "#/foo", " /foo", "/~", "/~2", "/a~", "/a~/b", "/~~0", "-"})
    void refusesMalformedPointers(String pointer) {
        assertThat(refusal(() -> Pointer.parse(pointer)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void hasAtMost64Tokens() {
        assertThat(Pointer.parse("/a".repeat(64)).tokens()).hasSize(64);
        assertThat(refusal(() -> Pointer.parse("/a".repeat(65))).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/a", "/a/b/", "/~0~1", "/~01", "/0/-"})
    void writesItsStringForm(String pointer) {
        assertThat(Pointer.parse(pointer)).hasToString(pointer);
    }
}
