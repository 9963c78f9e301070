package dev.lux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateJsonTest {
    private static final DocumentState LIVE = new DocumentState(
            "a", 7, "{\"n\":1.0}".getBytes(StandardCharsets.UTF_8), 1_781_734_680_000_001L, "op \"é\"");
    private static final String MEMBERS =
            "\"version\":7,\"data\":{\"n\":1.0},\"meta\":{\"at\":\"2026-06-17T22:18:00.000001Z\",\"by\":\"op \\\"é\\\"\"}";

    @Test
    void aDocumentHasItsIdFirst() {
        assertThat(json(out -> StateJson.appendDocument(out, LIVE))).isEqualTo("{\"id\":\"a\"," + MEMBERS + "}");
    }

    @Test
    void aCurrentStateHasNoIdAndAnAbsentOneIsNull() {
        assertThat(json(out -> StateJson.appendCurrent(out, LIVE))).isEqualTo("{" + MEMBERS + "}");
        assertThat(json(out -> StateJson.appendCurrent(out, DocumentState.absent("a", 9))))
                .isEqualTo("null");
    }

    @Test
    void aRefusalSaysWhatIsThereAndWhichGuardsFailed() {
        WriteReply.Refused refused =
                new WriteReply.Refused(ErrorCode.GUARD_FAILED, "Not so.", LIVE, List.of("/a", "/b\""));
        assertThat(json(out -> ErrorJson.appendMembers(out, refused)))
                .isEqualTo("\"status\":412,\"detail\":\"Not so.\",\"code\":\"guard_failed\",\"retry\":false,"
                        + "\"current\":{" + MEMBERS + "},\"failedGuards\":[\"/a\",\"/b\\\"\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "0,1970-01-01T00:00:00.000000Z",
        "1,1970-01-01T00:00:00.000001Z",
        "1795223278000123,2026-11-21T01:07:58.000123Z",
        "-1,1969-12-31T23:59:59.999999Z"
    })
    void aTimeHasSixDecimals(long micros, String text) {
        assertThat(Timestamps.ofMicros(micros)).isEqualTo(text);
    }

    private static String json(Consumer<JsonBytes> append) {
        JsonBytes out = new JsonBytes(0);
        append.accept(out);
        assertThat(out.size()).isEqualTo(out.toByteArray().length);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
