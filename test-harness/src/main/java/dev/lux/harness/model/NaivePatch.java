package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.client.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7396 and RFC 6902 written down once more, slowly, independent of the product's own. Arguments are never changed.
 */
final class NaivePatch {
    private NaivePatch() {}

    /** A JSON Patch that does not apply. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean byTest;

        Failed(String message, boolean byTest) {
            super(message);
            this.byTest = byTest;
        }

        boolean byTest() {
            return byTest;
        }
    }

    /** RFC 7396, section 2. */
    static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode result = target != null && target.isObject() ? target.deepCopy() : Json.object();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merge(result.get(member.getKey()), member.getValue()));
            }
        }
        return result;
    }

    /** RFC 6902, section 4; all or nothing, since it works on a copy. */
    static JsonNode apply(JsonNode target, JsonNode operations) throws Failed {
        JsonNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            result = step(result, operation);
        }
        return result;
    }

    private static JsonNode step(JsonNode root, JsonNode operation) throws Failed {
        String path = operation.get("path").asText();
        return switch (operation.get("op").asText()) {
            case "add" -> add(root, path, operation.get("value").deepCopy());
            case "replace" -> replace(root, path, operation.get("value").deepCopy());
            case "remove" -> remove(root, path);
            case "copy" ->
                add(root, path, at(root, operation.get("from").asText()).deepCopy());
            case "move" -> move(root, operation.get("from").asText(), path);
            case "test" -> test(root, path, operation.get("value"));
            default -> throw new IllegalArgumentException(operation.toString());
        };
    }

    private static JsonNode test(JsonNode root, String path, JsonNode value) throws Failed {
        if (!Json.same(at(root, path), value)) {
            throw new Failed("test", true);
        }
        return root;
    }

    private static JsonNode move(JsonNode root, String from, String path) throws Failed {
        JsonNode moved = at(root, from).deepCopy();
        if (path.startsWith(from + "/")) {
            throw new Failed("moved into itself", false);
        }
        return add(remove(root, from), path, moved);
    }

    private static JsonNode replace(JsonNode root, String path, JsonNode value) throws Failed {
        at(root, path);
        return path.isEmpty() ? value : put(root, path, value);
    }

    /** The value at a pointer, or null when there is none (RFC 6901). */
    static @Nullable JsonNode find(JsonNode root, String pointer) {
        JsonNode at = root;
        for (String token : tokens(pointer)) {
            JsonNode next = at.isArray() && token.matches("0|[1-9]\\d{0,8}") ? at.get(Integer.parseInt(token)) : null;
            next = at.isObject() ? at.get(token) : next;
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private static JsonNode at(JsonNode root, String pointer) throws Failed {
        JsonNode found = find(root, pointer);
        if (found == null) {
            throw new Failed("nothing at " + pointer, false);
        }
        return found;
    }

    private static JsonNode add(JsonNode root, String path, JsonNode value) throws Failed {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode parent = at(root, parent(path));
        if (parent instanceof ArrayNode array) {
            String token = last(path);
            int index =
                    token.equals("-") ? array.size() : token.matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(token) : -1;
            if (index < 0 || index > array.size()) {
                throw new Failed("no index " + token, false);
            }
            array.insert(index, value);
            return root;
        }
        return put(root, path, value);
    }

    private static JsonNode put(JsonNode root, String path, JsonNode value) throws Failed {
        JsonNode parent = at(root, parent(path));
        if (parent instanceof ObjectNode object) {
            object.set(last(path), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last(path)), value);
        } else {
            throw new Failed("not a container at " + parent(path), false);
        }
        return root;
    }

    private static JsonNode remove(JsonNode root, String path) throws Failed {
        at(root, path);
        JsonNode parent = at(root, parent(path));
        if (parent instanceof ObjectNode object) {
            object.remove(last(path));
        } else if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last(path)));
        }
        return root;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }

    private static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < pointer.length(); ) {
            int end = pointer.indexOf('/', at + 1);
            end = end < 0 ? pointer.length() : end;
            tokens.add(pointer.substring(at + 1, end).replace("~1", "/").replace("~0", "~"));
            at = end;
        }
        return tokens;
    }
}
