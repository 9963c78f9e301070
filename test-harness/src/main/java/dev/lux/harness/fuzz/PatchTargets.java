package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.Guard;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonPatch;
import dev.lux.json.JsonTree;
import dev.lux.json.MergeDiff;
import dev.lux.json.MergePatch;
import dev.lux.json.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pointers, patches and guards, against slow ones of our own. An input is an object with a document and a patch. */
final class PatchTargets {
    private static final int DOCUMENT_BYTES = 64 * 1024;
    private static final List<String> OPERATIONS = List.of("add", "remove", "replace", "move", "copy", "test");
    private static final Pattern OPERATION = Pattern.compile("Operation ([0-9]+):");
    private static final String DOCUMENT =
            "{\"document\":{\"a\":1,\"b\":[1,2.0,{\"c\":null}],\"\":{\"~\":1,\"/\":[]},\"s\":\"x\"},";

    private PatchTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                target("json-patch", PatchTargets::jsonPatch)
                        .seeded(
                                DOCUMENT + "\"patch\":[{\"op\":\"add\",\"path\":\"/b/-\",\"value\":{\"d\":1}},"
                                        + "{\"op\":\"test\",\"path\":\"/b/1\",\"value\":2},"
                                        + "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"//~0\"},"
                                        + "{\"op\":\"copy\",\"from\":\"/b\",\"path\":\"//~1/0\"},"
                                        + "{\"op\":\"replace\",\"path\":\"/s\",\"value\":[]},"
                                        + "{\"op\":\"remove\",\"path\":\"/b/2/c\"}]}",
                                "{\"document\":1,\"patch\":[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]}",
                                "{\"document\":[0],\"patch\":[]}")
                        .remadeBy(PatchTargets::withOperation),
                target("merge-patch", PatchTargets::mergePatch)
                        .seeded(DOCUMENT
                                + "\"patch\":{\"a\":null,\"b\":{\"x\":{\"y\":null}},\"n\":1.50,\"\":{\"~\":null}}}"),
                target("merge-diff", PatchTargets::mergeDiff)
                        .seeded(
                                DOCUMENT
                                        + "\"patch\":{\"a\":1,\"b\":[1],\"\":{\"~\":1,\"new\":{}},\"s\":\"y\",\"t\":1.0}}",
                                "{\"document\":{\"a\":{\"b\":1,\"c\":2}},\"patch\":{\"a\":{\"b\":1}}}",
                                "{\"document\":{\"\\u0061\":1,\"b\":2},\"patch\":{\"a\":1.0,\"b\":2}}"),
                target("guard", PatchTargets::guard)
                        .seeded(DOCUMENT
                                + "\"patch\":{\"/a\":[1.0],\"/b/1\":[2,null],\"/x\":[null],\"//~1\":[[],{}]}}"),
                FuzzTarget.of("pointer", FuzzTarget.Form.TEXT, 8 * 1024, LuxException.class, PatchTargets::pointer)
                        .seeded(
                                "",
                                "/",
                                "/a/0/~0~1",
                                "/b/2/c",
                                "//~1",
                                "/b/-",
                                "/b/01",
                                "/ü/\ud83d\ude80",
                                "/a".repeat(64))
                        .knowing("~", "~0", "~1", "~2", "/", "//", "-", "0", "/b/", "999999999", "9999999999", "~01"));
    }

    private static FuzzTarget target(String name, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.JSON, DOCUMENT_BYTES, LuxException.class, attack)
                .knowing(JsonTargets.WORDS)
                .knowing(
                        "{\"op\":\"remove\",\"path\":\"/a\"},",
                        "\"/b/0\"",
                        "\"/b/-\"",
                        "\"value\":null",
                        "\"from\":\"\"");
    }

    /** The two parts of an input. */
    private record Parts(byte[] document, byte[] patch) {
        static Parts of(byte[] input, Product product) throws Exception {
            JsonMembers members = product.call(() -> JsonMembers.parse(input, JsonLimits.DEFAULT));
            byte[] document = members.get("document");
            byte[] patch = members.get("patch");
            return product.call(() -> {
                if (document == null || patch == null) {
                    throw new LuxException(ErrorCode.INVALID_REQUEST, "no input");
                }
                return new Parts(document, patch);
            });
        }
    }

    private static String jsonPatch(byte[] input, Product product) throws Exception {
        Parts parts = Parts.of(input, product);
        JsonNode document = JsonTree.read(parts.document());
        JsonNode before = document.deepCopy();
        JsonNode operations = JsonTree.read(parts.patch());
        JsonNode operationsBefore = operations.deepCopy();
        JsonPatch patch = product.call(() -> JsonPatch.parse(operations));
        try {
            JsonNode result = product.call(() -> patch.apply(document, DOCUMENT_BYTES));
            Broken.unless(
                    PatchReference.equal(
                            PatchReference.plain(result), expected(before, operationsBefore, operations.size())),
                    "a patch makes something else of it");
            byte[] written = product.sure(() -> JsonTree.write(result));
            Broken.unless(written.length <= DOCUMENT_BYTES, "the result is larger than allowed");
            return "applied " + operations.size();
        } catch (Refused refusal) {
            judge(refusal, before, operationsBefore);
            throw refusal;
        } finally {
            Broken.unless(document.equals(before) && operations.equals(operationsBefore), "a patch changed its inputs");
        }
    }

    private static Object expected(JsonNode document, JsonNode operations, int count) {
        try {
            List<?> plain = (List<?>) PatchReference.plain(operations);
            return PatchReference.patched(PatchReference.plain(document), plain.subList(0, count));
        } catch (PatchReference.Failure e) {
            return e;
        }
    }

    /** Every operation before the one that is said to have failed must apply, and that one not. */
    private static void judge(Refused refusal, JsonNode document, JsonNode operations) {
        if (refusal.is(ErrorCode.DOCUMENT_TOO_LARGE) || refusal.is(ErrorCode.JSON_TOO_DEEP)) {
            return;
        }
        Matcher said = OPERATION.matcher(String.valueOf(refusal.getMessage()));
        Broken.unless(said.lookingAt(), "it is not said which operation failed");
        int operation = Integer.parseInt(said.group(1));
        Object expected = expected(document, operations, operation + 1);
        Broken.unless(
                expected instanceof PatchReference.Failure failure && failure.operation == operation,
                "an operation is said to have failed that does not, or not first");
        boolean test = ((PatchReference.Failure) expected).test;
        Broken.unless(refusal.is(test ? ErrorCode.TEST_FAILED : ErrorCode.PATCH_FAILED), "it failed otherwise");
    }

    /** Adds operations that point to places that are there. */
    private static byte[] withOperation(byte[] input, Mutator mutator) {
        Optional<JsonNode> whole = JsonReference.read(input);
        if (whole.isEmpty()
                || !(whole.get().get("patch") instanceof ArrayNode patch)
                || !whole.get().has("document")) {
            return input;
        }
        List<String> places = new ArrayList<>();
        places(whole.get().get("document"), "", places);
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation
                .put("op", mutator.pick(OPERATIONS))
                .put("path", mutator.pick(places))
                .put("from", mutator.pick(places));
        operation.set("value", Values.at(whole.get().get("document"), mutator.pick(places)));
        patch.insert(mutator.random().nextInt(patch.size() + 1), operation);
        return JsonReference.write(whole.get());
    }

    /** Finds values for operations. */
    private static final class Values {
        static JsonNode at(JsonNode document, String place) {
            JsonNode found = Pointer.parse(place).find(document);
            return found == null ? JsonNodeFactory.instance.nullNode() : found.deepCopy();
        }
    }

    private static void places(JsonNode node, String here, List<String> places) {
        places.add(here);
        if (places.size() > 200 || here.chars().filter(c -> c == '/').count() > 60) {
            return;
        }
        if (node.isArray()) {
            places.add(here + "/-");
            for (int i = 0; i < node.size(); i++) {
                places(node.get(i), here + "/" + i, places);
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            places(
                    member.getValue(),
                    here + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                    places);
        }
    }

    private static String mergePatch(byte[] input, Product product) throws Exception {
        Parts parts = Parts.of(input, product);
        JsonNode document = JsonTree.read(parts.document());
        JsonNode patch = JsonTree.read(parts.patch());
        JsonNode documentBefore = document.deepCopy();
        JsonNode patchBefore = patch.deepCopy();
        JsonNode result = product.call(() -> MergePatch.apply(document, patch));
        Broken.unless(document.equals(documentBefore) && patch.equals(patchBefore), "a patch changed its inputs");
        Object expected = PatchReference.merged(PatchReference.plain(document), PatchReference.plain(patch));
        Broken.unless(
                PatchReference.equal(PatchReference.plain(result), expected),
                "a merge patch makes something else of it");
        JsonNode created = product.sure(() -> MergePatch.apply(null, patch));
        Broken.unless(
                PatchReference.equal(
                        PatchReference.plain(created), PatchReference.merged(null, PatchReference.plain(patch))),
                "a merge patch creates something else");
        return "merged " + Integer.highestOneBit(patch.size());
    }

    private static String mergeDiff(byte[] input, Product product) throws Exception {
        Parts parts = Parts.of(input, product);
        byte[] before = parts.document().clone();
        byte[] after = parts.patch().clone();
        byte[] diff = product.sure(
                        () -> Optional.ofNullable(MergeDiff.between(parts.document(), parts.patch(), DOCUMENT_BYTES)))
                .orElse(null);
        Broken.unless(
                Arrays.equals(before, parts.document()) && Arrays.equals(after, parts.patch()),
                "its inputs are changed");
        if (diff == null) {
            return "no patch says so";
        }
        JsonNode made = product.sure(() -> MergePatch.apply(JsonTree.read(before), JsonTree.read(diff)));
        Broken.unless(
                Arrays.equals(JsonTree.write(made), JsonTree.write(JsonTree.read(after))),
                "the patch between two states does not make the one of the other");
        byte[] shorter = product.sure(() -> Optional.ofNullable(MergeDiff.between(before, after, diff.length - 1)))
                .orElse(null);
        Broken.unless(shorter == null, "a patch is longer than wanted");
        return "patch of " + Integer.highestOneBit(diff.length);
    }

    private static String guard(byte[] input, Product product) throws Exception {
        Parts parts = Parts.of(input, product);
        JsonNode document = JsonTree.read(parts.document());
        Guard guard = product.call(() -> Guard.parse(parts.patch()));
        List<String> failed = product.sure(() -> guard.failed(document));
        List<String> failedWithout = product.sure(() -> guard.failed(null));
        Object plain = PatchReference.plain(document);
        for (Map.Entry<?, ?> one : ((Map<?, ?>) PatchReference.plain(JsonTree.read(parts.patch()))).entrySet()) {
            String pointer = (String) one.getKey();
            List<?> alternatives = (List<?>) one.getValue();
            Broken.unless(
                    failed.contains(pointer) != PatchReference.holds(plain, pointer, alternatives),
                    "a guard holds or fails that should not");
            Broken.unless(
                    failedWithout.contains(pointer) != PatchReference.holds(null, pointer, alternatives),
                    "a guard on an absent document holds or fails that should not");
        }
        return failed.size() + " failed";
    }

    private static String pointer(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        Pointer pointer;
        try {
            pointer = product.call(() -> Pointer.parse(text));
        } catch (Refused refusal) {
            boolean wellFormed = text.isEmpty() || text.matches("(?s)(/([^/~]|~[01])*+)++");
            Broken.unless(
                    !wellFormed || text.chars().filter(c -> c == '/').count() > 64, "a pointer is taken for none");
            throw refusal;
        }
        Broken.unless(pointer.toString().equals(text), "a pointer is written otherwise");
        Broken.unless(product.sure(() -> Pointer.parse(pointer.toString())).equals(pointer), "it is read otherwise");
        JsonNode document =
                JsonReference.sure(FuzzTarget.utf8(DOCUMENT + "\"x\":0}")).get("document");
        JsonNode found =
                product.sure(() -> Optional.ofNullable(pointer.find(document))).orElse(null);
        Object expected = PatchReference.find(PatchReference.plain(document), text);
        Broken.unless(
                found == null ? expected == null : PatchReference.equal(PatchReference.plain(found), expected),
                "a pointer points to something else");
        return pointer.tokens().size() + " tokens, " + (found != null);
    }
}
