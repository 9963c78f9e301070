package dev.lux.json;

import static dev.lux.json.Cases.json;
import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a small patch must not do: make a large or deep document, or take long. */
@Timeout(5)
class JsonPatchBoundsTest {
    private static final int MAX_BYTES = 65_536;

    @Test
    void refusesCopiesThatDoubleTheDocument() {
        String patch = repeat(1000, i -> "{'op':'copy','from':'','path':'/k" + i + "'}");
        assertThat(refusal(() -> apply("{}", patch)).code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void refusesCopiesThatDoubleAnArray() {
        String patch = repeat(1000, i -> "{'op':'copy','from':'','path':'/-'}");
        LuxException refusal = refusal(() -> apply("[[]]", patch));
        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE);
        // Doubling: two bytes become four times the limit within 18 steps.
        assertThat(refusal.detail()).matches("Operation 1\\d: .*");
    }

    @Test
    void refusesToCopyALargeValueOverAndOver() {
        String patch = repeat(500, i -> "{'op':'copy','from':'/a','path':'/b'},{'op':'remove','path':'/b'}");
        assertThat(refusal(() -> apply("{'a':[" + "1,".repeat(30_000) + "1]}", patch))
                        .code())
                .isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void refusesAResultThatIsOneByteTooLarge() {
        JsonPatch patch = JsonPatch.parse(tree("[{'op':'add','path':'/b','value':'\\u00e9'}]"));
        JsonNode document = tree("{'a':1.50}");
        long bytes = JsonTree.write(patch.apply(document, MAX_BYTES)).length;
        assertThat(JsonTree.write(patch.apply(document, bytes))).hasSize((int) bytes);
        assertThat(refusal(() -> patch.apply(document, bytes - 1)).code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void allowsADocumentThatIsTooLargeOnlyInBetween() {
        JsonPatch patch = JsonPatch.parse(
                tree("[{'op':'add','path':'/b','value':'" + "y".repeat(50) + "'},{'op':'remove','path':'/a'}]"));
        assertThat(json(patch.apply(tree("{'a':'" + "x".repeat(50) + "'}"), 80)))
                .isEqualTo("{'b':'" + "y".repeat(50) + "'}");
    }

    @Test
    void refusesAResultThatIsOneLevelTooDeep() {
        JsonPatch patch = JsonPatch.parse(tree("[{'op':'add','path':'/a/b','value':[]}]"));
        JsonNode document = tree("{'a':{}}");
        assertThat(json(patch.apply(document, MAX_BYTES, 3))).isEqualTo("{'a':{'b':[]}}");
        assertThat(refusal(() -> patch.apply(document, MAX_BYTES, 2)).code()).isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    @Test
    void refusesToCopyWhatItHasMadeTooDeep() {
        String path = "/a".repeat(60);
        String patch = repeat(10, i -> "{'op':'copy','from':'','path':'" + path + "/x'}");
        LuxException refusal = refusal(() -> apply(chain(60), patch));
        assertThat(refusal.code()).isEqualTo(ErrorCode.JSON_TOO_DEEP);
        assertThat(refusal.detail()).startsWith("Operation 1: ");
    }

    @Test
    void refusesMovesThatNestTensOfThousandsDeep() {
        String inner = "/t" + "/a".repeat(60);
        String patch = repeat(
                333,
                i -> "{'op':'copy','from':'/s','path':'/t'},{'op':'move','from':'/r','path':'" + inner
                        + "/r'},{'op':'move','from':'/t','path':'/r'}");
        assertThat(refusal(() -> apply("{'s':" + chain(60) + ",'r':{}}", patch)).code())
                .isEqualTo(ErrorCode.JSON_TOO_DEEP);
    }

    @Test
    void ignoresADepthThatALaterOperationRemoves() {
        String patch =
                "[{'op':'copy','from':'','path':'" + "/a".repeat(60) + "/x'},{'op':'replace','path':'','value':1}]";
        assertThat(json(apply(chain(60), patch))).isEqualTo("1");
    }

    private static String chain(int depth) {
        return "{'a':".repeat(depth) + "{}" + "}".repeat(depth);
    }

    private static String repeat(int count, IntFunction<String> operation) {
        return IntStream.range(0, count).mapToObj(operation).collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode apply(String document, String patch) {
        return JsonPatch.parse(tree(patch)).apply(tree(document), MAX_BYTES);
    }
}
