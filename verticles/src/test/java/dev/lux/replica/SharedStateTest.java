package dev.lux.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import dev.lux.limits.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SharedStateTest {
    private static final String FILL = "x".repeat(Limits.PATCHED_ABOVE_BYTES);

    @Test
    void aStepIsEncodedOncePerNode() {
        SharedState before = state(1, FILL);
        SharedState after = state(2, FILL);
        byte[] patch = after.patch(View.WHOLE, before);
        assertThat(patch).asString().contains("\"base\":1,\"patch\":{\"n\":2}");
        assertThat(after.patch(View.WHOLE, before)).isSameAs(patch);
        assertThat(after.patch(View.WHOLE, state(0, FILL))).asString().contains("\"base\":0,");
    }

    @Test
    void aStateIsPatchedFromAFewOthersOnly() {
        SharedState after = state(9, FILL);
        for (int version = 1; version <= 4; version++) {
            assertThat(after.patch(View.WHOLE, state(version, FILL))).isNotNull();
        }
        assertThat(after.patch(View.WHOLE, state(5, FILL))).isNull();
        assertThat(after.patch(View.WHOLE, state(4, FILL))).isNotNull();
    }

    @Test
    void aSmallDocumentHasNoPatch() {
        assertThat(state(2, "").patch(View.WHOLE, state(1, ""))).isNull();
    }

    private static SharedState state(long version, String fill) {
        byte[] data = ("{\"n\":" + version + ",\"fill\":\"" + fill + "\"}").getBytes(StandardCharsets.UTF_8);
        return new SharedState(new DocumentState("a", version, data, version, "me"));
    }
}
