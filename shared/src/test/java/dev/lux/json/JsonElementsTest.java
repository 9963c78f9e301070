package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JsonElementsTest {
    @Test
    void givesEachElementWithoutWhiteSpace() {
        assertThat(parse("[ 1.0 , { \"a\" : [ 2 , 3 ] },\"x y\" ] ", 3))
                .containsExactly("1.0", "{\"a\":[2,3]}", "\"x y\"");
    }

    @Test
    void givesNothingOfAnEmptyArray() {
        assertThat(parse(" [ ] ", 3)).isEmpty();
    }

    @Test
    void refusesTooManyWithTheCodeGiven() {
        assertThat(refusal(() -> parse("[1,2,3]", 2)).code()).isEqualTo(ErrorCode.TOO_MANY_WRITES);
    }

    @Test
    void refusesWhatIsNotAnArray() {
        assertThat(refusal(() -> parse("{}", 2)).detail()).isEqualTo("writes must be an array.");
    }

    @Test
    void refusesMalformedJsonAsSuch() {
        assertThat(refusal(() -> parse("[1,]", 2)).code()).isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void countsDepthFromEachElement() {
        assertThat(parse("[[[]]]", 2)).containsExactly("[[]]");
        assertThat(refusal(() -> parse("[[[[]]]]", 2)).code()).isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    private static List<String> parse(String json, int maxElements) {
        byte[] in = utf8(json);
        JsonLimits limits = new JsonLimits(2, 256);
        return JsonElements.parse(in, 0, in.length, limits, "writes", maxElements, ErrorCode.TOO_MANY_WRITES).stream()
                .map(Cases::text)
                .toList();
    }
}
