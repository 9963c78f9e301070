package dev.lux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SmallPartsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", " {} ", "\"a\"", "[1,[2]]", "null", "{\"a\":{\"b\":[]}}", "1e999999", "-0.0\n"})
    void oneValueIsOneValue(String json) {
        assertThat(RawJson.isOneValue(json.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1 2", "{}}", "[1", "{\"a\"}", "\"a", "bare", "{} x", "[\"\n\"]", "1,2"})
    void anythingElseIsNot(String json) {
        assertThat(RawJson.isOneValue(json.getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a; 1.00",
                "b; \"x\\u00e9\"",
                "c; [1, {\"a\":2}]",
                "d; null",
                "e; -5",
                "é; \"é}\"",
            })
    void aMemberIsCutOutByteForByte(String name, String value) {
        String object = "{ \"a\" : 1.00 ,\"b\":\"x\\u00e9\", \"c\":[1, {\"a\":2}],\"d\":null,\"e\":-5,\"é\" : \"é}\" }";
        assertThat(RawJson.member(object.getBytes(UTF_8), name)).asString(UTF_8).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/s=triage; \"triage\"",
                "/s=triage,open; \"triage\"|\"open\"",
                "/s=\"a,b\",null; \"a,b\"|null",
                "/n=1.0,-2; 1.0|-2",
                "/s=[1,2]; [1,2]",
                "/s=; \"\"",
                "=x; \"x\"",
                "/a=b=c; \"b=c\"",
                "/s=it's; \"it's\"",
            })
    void aGuardTakesJsonOrBareStrings(String text, String values) {
        assertThat(String.join("|", Guard.parse(text).values())).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"-3, 0 s", "0, 0 s", "119, 119 s", "120, 2 min", "7200, 2 h", "172800, 2 d"})
    void anAgeIsInOneUnit(long seconds, String age) {
        assertThat(Text.age(Duration.ofSeconds(seconds))).isEqualTo(age);
    }

    @Test
    void shorteningNeverCutsACharacterInTwo() {
        assertThat(Text.shorten("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Text.shorten("abcd", 4)).isEqualTo("abcd");
    }

    @Test
    void theBoundOfTheBackoffDoublesUpTo30Seconds() {
        SplittableRandom random = new SplittableRandom(5);
        Backoff backoff = Backoff.NONE;
        for (int failures = 0; failures < 40; failures++) {
            long bound = Math.min(5_000, 500L << Math.min(failures, 20));
            for (int draw = 0; draw < 50; draw++) {
                assertThat(backoff.delay(random).toMillis()).isBetween(0L, bound);
            }
            backoff = backoff.failed();
        }
    }

    @Test
    void theBackoffUsesItsWholeRange() {
        SplittableRandom random = new SplittableRandom(5);
        Backoff backoff = new Backoff(6);
        var delays =
                random.longs(500).map(any -> backoff.delay(random).toMillis()).summaryStatistics();
        assertThat(delays.getMin()).isLessThan(500);
        assertThat(delays.getMax()).isGreaterThan(4_500);
    }
}
