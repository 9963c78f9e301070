package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Merge Patch, RFC 7396, for patches that are objects. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * The patched value. Existing members keep their place, new ones come after them; a target that is absent or not an
     * object counts as {@code {}}. Changes neither argument; the result shares nodes with both.
     *
     * @throws LuxException {@code invalid_patch} when the patch is not an object
     */
    public static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            throw new LuxException(ErrorCode.INVALID_PATCH, "A merge patch must be a JSON object.");
        }
        return merge(target, patch);
    }

    /** Recurses as deep as the patch, which was checked when it was read. */
    private static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = JsonTree.object();
        if (target instanceof ObjectNode object) {
            result.setAll(object);
        }
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String key = member.getKey();
            if (member.getValue().isNull()) {
                result.remove(key);
            } else {
                result.set(key, merge(result.get(key), member.getValue()));
            }
        }
        return result;
    }
}
