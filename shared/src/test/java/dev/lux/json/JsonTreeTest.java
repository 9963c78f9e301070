package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1.10",
                "0.10",
                "100.00",
                "-0.50",
                "0.10000000000000000000000000000000000000001",
                "9007199254740993",
                "12345678901234567890",
                "123456789012345678901234567890123456789012345678901234567890",
                "0",
                "-1",
                "{\"z\":1,\"a\":{\"y\":2,\"b\":null}}",
                "[true,false,null,\"\",[],{}]",
                "\"\u00e9\ud83d\ude00\"",
                "{\"\u00e9\ud83d\ude00\":1}",
                "\"\\u0000\\n\""
            })
    void writesWhatItRead(String json) {
        assertThat(text(JsonTree.write(JsonTree.read(utf8(json))))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"1e400", "1e-400", "-1.5E+400", "1.00e3", "1e9999", "123.456e-9999", "0e10", "0.0000001", "-0.0", "1E5"
    })
    void keepsTheExactValueOfEveryDecimal(String number) {
        BigDecimal written = new BigDecimal(text(JsonTree.write(JsonTree.read(utf8(number)))));
        assertThat(written).isEqualTo(new BigDecimal(number));
    }

    @Test
    void writesLargeExponentsShortly() {
        assertThat(JsonTree.write(JsonTree.read(utf8("1e9999")))).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "1 2", "{\"a\":1,\"a\":2}", "secret"})
    void refusesBytesThatAreNotOneValueWithoutQuotingThem(String json) {
        LuxException refusal = refusal(() -> JsonTree.read(utf8(json)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_JSON);
        assertThat(refusal.detail()).doesNotContain("secret");
    }

    @Test
    void readsAllThatTheLargestLimitsAllow() {
        String deep = "[".repeat(1000) + "9".repeat(1000) + "]".repeat(1000);
        byte[] json = JsonText.minify(utf8(deep), new JsonLimits(1000, 1000));
        assertThat(text(JsonTree.write(JsonTree.read(json)))).isEqualTo(deep);
    }

    @Test
    void readsLongKeysAndStrings() {
        String json = "{\"" + "k".repeat(100_000) + "\":\"" + "v".repeat(1_000_000) + "\"}";
        assertThat(text(JsonTree.write(JsonTree.read(utf8(json))))).isEqualTo(json);
    }

    @Test
    @Timeout(5)
    void readsManyKeysThatWereChosenToCollide() {
        String json = IntStream.range(0, 1 << 15)
                .mapToObj(i -> IntStream.range(0, 15)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(JsonTree.read(utf8(json)).size()).isEqualTo(1 << 15);
    }
}
