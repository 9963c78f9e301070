package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON Patch, RFC 6902: read once, applied as a whole or not at all. Immutable. */
public final class JsonPatch {
    /** More operations than this are refused. */
    public static final int MAX_OPERATIONS = 1000;
    /** All values copied by one patch have at most this many times the bytes of the largest document. */
    static final int COPY_FACTOR = 4;

    private final List<PatchOperation> operations;

    private JsonPatch(List<PatchOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads the operations. Members that RFC 6902 does not define are ignored, as it demands.
     *
     * @throws LuxException {@code invalid_patch} when it is not an array, has more than {@value #MAX_OPERATIONS}
     *     operations, or when one is unknown, lacks a member, has one of the wrong type or a malformed pointer; the
     *     detail names its index
     */
    public static JsonPatch parse(JsonNode patch) {
        if (!patch.isArray()) {
            throw new LuxException(ErrorCode.INVALID_PATCH, "A JSON Patch must be an array of operations.");
        }
        if (patch.size() > MAX_OPERATIONS) {
            throw new LuxException(
                    ErrorCode.INVALID_PATCH, "A JSON Patch must have at most " + MAX_OPERATIONS + " operations.");
        }
        List<PatchOperation> operations = new ArrayList<>(patch.size());
        for (JsonNode operation : patch) {
            try {
                operations.add(operation(operation));
            } catch (LuxException e) {
                throw atOperation(operations.size(), ErrorCode.INVALID_PATCH, e);
            }
        }
        return new JsonPatch(operations);
    }

    /**
     * The patched document; the argument stays as it was, and shares no containers with the result.
     *
     * @param maxBytes the most that the result may have when written
     * @param maxDepth the most that the result may be nested, as in {@link JsonLimits}
     * @return JSON's {@code null} when the patch removed the whole or made it so
     * @throws LuxException {@code patch_failed} when an operation does not apply, {@code test_failed} when a test does
     *     not hold or its target is absent, {@code json_too_deep}, {@code document_too_large} (also when the copies in
     *     between have more than {@value #COPY_FACTOR} times {@code maxBytes}); the detail names the operation's index
     */
    public JsonNode apply(JsonNode document, long maxBytes, int maxDepth) {
        PatchTarget target = new PatchTarget(document, COPY_FACTOR * maxBytes, maxDepth);
        for (int i = 0; i < operations.size(); i++) {
            try {
                operations.get(i).applyTo(target);
            } catch (LuxException e) {
                throw atOperation(i, e.code(), e);
            }
        }
        // Here, and not after each operation: what is too large in between may be right in the end.
        TreeSize.bounded(target.root(), maxBytes, maxDepth);
        return target.root();
    }

    /** {@link #apply(JsonNode, long, int)} with the default depth. */
    public JsonNode apply(JsonNode document, long maxBytes) {
        return apply(document, maxBytes, JsonLimits.DEFAULT.maxDepth());
    }

    private static PatchOperation operation(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("must be an object");
        }
        String op = string(node, "op");
        return switch (op) {
            case "add" -> new PatchOperation.Add(pointer(node, "path"), value(node));
            case "remove" -> new PatchOperation.Remove(pointer(node, "path"));
            case "replace" -> new PatchOperation.Replace(pointer(node, "path"), value(node));
            case "move" -> new PatchOperation.Move(pointer(node, "from"), pointer(node, "path"));
            case "copy" -> new PatchOperation.Copy(pointer(node, "from"), pointer(node, "path"));
            case "test" -> new PatchOperation.Test(pointer(node, "path"), value(node));
            default -> throw malformed("op must be add, remove, replace, move, copy or test");
        };
    }

    private static Pointer pointer(JsonNode operation, String member) {
        return Pointer.parse(string(operation, member));
    }

    private static String string(JsonNode operation, String member) {
        JsonNode node = operation.get(member);
        if (node == null || !node.isTextual()) {
            throw malformed(member + " must be a string");
        }
        return node.textValue();
    }

    private static JsonNode value(JsonNode operation) {
        @Nullable JsonNode node = operation.get("value");
        if (node == null) {
            throw malformed("value is missing");
        }
        return node;
    }

    private static LuxException malformed(String what) {
        return new LuxException(ErrorCode.INVALID_PATCH, what);
    }

    private static LuxException atOperation(int index, ErrorCode code, LuxException cause) {
        return new LuxException(code, "Operation " + index + ": " + cause.detail());
    }
}
