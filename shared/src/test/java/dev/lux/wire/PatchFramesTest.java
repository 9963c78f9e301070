package dev.lux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import dev.lux.limits.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PatchFramesTest {
    private static final String FILL = "x".repeat(Limits.PATCHED_ABOVE_BYTES);

    @Test
    void aPatchFrameCarriesWhatChangedAndWhatAStateFrameSaysBesideIt() {
        byte[] frame = PatchFrames.between(
                state(41, "{\"fill\":\"" + FILL + "\",\"n\":1}"), state(42, "{\"fill\":\"" + FILL + "\",\"n\":1.0}"));
        assertThat(frame)
                .asString()
                .isEqualTo("{\"type\":\"patch\",\"id\":\"a\",\"version\":42,\"base\":41,\"patch\":{\"n\":1.0},"
                        + "\"meta\":{\"at\":\"1970-01-01T00:00:00.000042Z\",\"by\":\"dev\"}}");
    }

    /** The patch replaces all but the first member, which grows until it is worth it. */
    @Test
    void aPatchFrameIsShorterThanTheStateFrame() {
        boolean patched = false;
        for (int kept = 0; kept < 60; kept++) {
            String member = "{\"kept\":\"" + "k".repeat(kept) + "\",\"fill\":\"";
            DocumentState after = state(123_456, member + FILL + "\"}");
            byte[] frame = PatchFrames.between(state(99_999, member + "\"}"), after);
            int whole = ServerFrames.document(after).length;
            int more = "\"base\":99999,".length() + "patch".length() - "data".length();
            int patch = whole + more - ("\"kept\":\"\",".length() + kept);
            patched = patch < whole;
            assertThat(frame != null).as("%s bytes instead of %s", patch, whole).isEqualTo(patched);
            if (frame != null) {
                assertThat(frame).hasSize(patch);
            }
        }
        assertThat(patched).isTrue();
    }

    @Test
    void aSmallDocumentIsSentWhole() {
        String rest = "{\"n\":0,\"fill\":\"" + "x".repeat(Limits.PATCHED_ABOVE_BYTES - 17);
        DocumentState atTheBound = state(2, rest + "\"}");
        assertThat(atTheBound.data()).hasSize(Limits.PATCHED_ABOVE_BYTES);
        assertThat(PatchFrames.between(state(1, rest + "\"}"), atTheBound)).isNull();
        assertThat(PatchFrames.between(atTheBound, state(3, rest + "\",\"n2\":1}")))
                .isNotNull();
    }

    @Test
    void whatIsAbsentOrCannotBeSaidIsNotPatched() {
        DocumentState live = state(2, "{\"fill\":\"" + FILL + "\"}");
        assertThat(PatchFrames.between(DocumentState.absent("a", 1), live)).isNull();
        assertThat(PatchFrames.between(live, DocumentState.absent("a", 3))).isNull();
        assertThat(PatchFrames.between(live, state(3, "{\"fill\":\"" + FILL + "\",\"n\":null}")))
                .isNull();
    }

    private static DocumentState state(long version, String data) {
        return new DocumentState("a", version, data.getBytes(StandardCharsets.UTF_8), version, "dev");
    }
}
