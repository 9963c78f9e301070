package dev.lux.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentParts;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import dev.lux.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void aPartIsEncodedOncePerNodeForAllThatSeeIt() {
        SharedState state = state(1, FILL);
        byte[] partial = state.frame(without("/fill"));
        assertThat(partial).asString().contains("\"data\":{\"n\":1}").doesNotContain("xx");
        assertThat(state.frame(without("/fill"))).isSameAs(partial);
        assertThat(state.frame(without("/n"))).asString().contains(FILL).doesNotContain("\"n\"");
    }

    @Test
    void aPartThatHidesNothingIsTheWhole() {
        SharedState state = state(1, FILL);
        assertThat(state.frame(without("/other"))).isSameAs(state.frame(View.WHOLE));
        SharedState gone = new SharedState(DocumentState.absent("a", 7));
        assertThat(gone.frame(without("/n"))).isSameAs(gone.frame(View.WHOLE));
    }

    @Test
    void aStepIsOfWhatIsSeenBeforeAndAfter() {
        SharedState before = state(1, FILL);
        SharedState after = state(2, FILL);
        byte[] patch = after.patch(without("/n"), before);
        assertThat(patch).asString().contains("\"base\":1,\"patch\":{}");
        assertThat(after.patch(without("/n"), before)).isSameAs(patch);
        assertThat(after.patch(without("/fill"), before))
                .as("what is seen is small")
                .isNull();
        assertThat(after.patch(View.WHOLE, before)).asString().contains("\"patch\":{\"n\":2}");
    }

    @Test
    void moreKindsOfStreamsThanAFewAreNotKept() {
        SharedState state = state(1, FILL);
        for (int i = 0; i < 20; i++) {
            assertThat(state.frame(without("/n", "/" + i))).asString().doesNotContain("\"n\"");
        }
        assertThat(state.frame(without("/n", "/0"))).isSameAs(state.frame(without("/n", "/0")));
        assertThat(state.frame(without("/n", "/19"))).isNotSameAs(state.frame(without("/n", "/19")));
    }

    private static View without(String... pointers) {
        Part part = Part.without(Stream.of(pointers).map(Pointer::parse).toList());
        return View.of(new DocumentParts(List.of(new DocumentParts.Given(Pattern.parse("*"), part))));
    }

    private static SharedState state(long version, String fill) {
        byte[] data = ("{\"n\":" + version + ",\"fill\":\"" + fill + "\"}").getBytes(StandardCharsets.UTF_8);
        return new SharedState(new DocumentState("a", version, data, version, "me"));
    }
}
