package dev.lux.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRequestTest {
    private static final String NO_HEADER = null;
    private static final String SEVERAL = null;

    @Test
    void theStreamOfADocumentIsSubscribedToIt() {
        StreamRequest request = StreamRequest.parse("a", query(), NO_HEADER);
        assertThat(request.patterns()).containsExactly(Pattern.ofId("a"));
        assertThat(request.single()).isTrue();
        assertThat(request.since()).isNull();
        assertThat(request.sinceOf(Pattern.ofId("a"))).isEmpty();
    }

    @Test
    void theStreamOfADocumentMaySayWhatTheClientHas() {
        StreamRequest request = StreamRequest.parse("a", query("since", "9007199254740991"), NO_HEADER);
        assertThat(request.sinceOf(Pattern.ofId("a"))).isEqualTo(Map.of("a", 9007199254740991L));
    }

    @Test
    void theLastEventIsNewerThanTheAddressThatIsUsedAgain() {
        StreamRequest request = StreamRequest.parse("a", query("since", "1"), "2");
        assertThat(request.since()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = "a")
    @NullSource
    void aStreamMayTakePatches(String id) {
        assertThat(StreamRequest.parse(id, query("delta", "merge-patch"), NO_HEADER)
                        .patches())
                .isTrue();
        assertThat(StreamRequest.parse(id, query(), NO_HEADER).patches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json-patch", "Merge-Patch", "true"})
    void thereIsOneKindOfPatch(String delta) {
        assertRefused("a", query("delta", delta), NO_HEADER, "invalid_request");
        assertRefused(SEVERAL, query("delta", "merge-patch", "delta", delta), NO_HEADER, "invalid_request");
    }

    @Test
    void severalIdsAndPatternsAreAllSubscribedOnceEach() {
        StreamRequest request = StreamRequest.parse(
                SEVERAL, query("id", "b", "match", "a*", "id", "c", "match", "b", "id", "b", "match", "*"), NO_HEADER);
        assertThat(request.patterns())
                .containsExactly(new Pattern("a", true), Pattern.ofId("b"), new Pattern("", true), Pattern.ofId("c"));
        assertThat(request.single()).isFalse();
    }

    @Test
    void aStreamWithoutParametersIsSubscribedToNothing() {
        assertThat(StreamRequest.parse(SEVERAL, query(), NO_HEADER).patterns()).isEmpty();
    }

    /** Events of several documents have no ids; one that a client sends is of another stream. */
    @Test
    void aStreamOfSeveralDocumentsHasNoLastEvent() {
        StreamRequest request = StreamRequest.parse(SEVERAL, query("id", "a"), "7");
        assertThat(request.since()).isNull();
        assertThat(request.sinceOf(Pattern.ofId("a"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "+1", "1.0", " 1", "12345678901234567", "9007199254740992", "\u0661"})
    void aVersionIsAnInteger(String version) {
        assertRefused("a", query("since", version), NO_HEADER, "invalid_request");
        assertRefused("a", query(), version, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"a,match", "a,id", "a,Since", "a,''", ",since", ",token", ",MATCH"})
    void aParameterThatTheStreamDoesNotHaveIsRefused(String id, String name) {
        assertRefused(id, query(name, "a"), NO_HEADER, "unknown_key");
    }

    @ParameterizedTest
    @CsvSource({
        "match,**,invalid_pattern",
        "match,a*b,invalid_pattern",
        "match,'',invalid_pattern",
        "match,stream,invalid_pattern",
        "id,a*,invalid_id",
        "id,'',invalid_id",
        "id,stream,invalid_id",
        "id,a/b,invalid_id"
    })
    void aParameterIsValid(String name, String value, String code) {
        assertRefused(SEVERAL, query("id", "valid", name, value), NO_HEADER, code);
    }

    private static void assertRefused(String id, MultiMap query, String lastEventId, String code) {
        assertThatThrownBy(() -> StreamRequest.parse(id, query, lastEventId))
                .isInstanceOf(LuxException.class)
                .satisfies(
                        fault -> assertThat(((LuxException) fault).code().name().toLowerCase(java.util.Locale.ROOT))
                                .isEqualTo(code));
    }

    private static MultiMap query(String... namesAndValues) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }
}
