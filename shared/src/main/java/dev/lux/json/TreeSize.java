package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.Map;

/**
 * How many bytes {@link JsonTree#write} would make of a tree, counted without writing, and given up as soon as there
 * are too many or the tree is too deep: so it is safe on trees that a patch has grown.
 */
final class TreeSize {
    private final long maxBytes;
    private final int maxDepth;
    private long bytes;

    private TreeSize(long maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
    }

    /**
     * Counts the bytes.
     *
     * @throws LuxException {@code document_too_large}, {@code json_too_deep}
     */
    static long bounded(JsonNode node, long maxBytes, int maxDepth) {
        TreeSize size = new TreeSize(maxBytes, maxDepth);
        size.count(node, maxDepth);
        return size.bytes;
    }

    private void count(JsonNode node, int depthLeft) {
        if (node.isContainerNode()) {
            if (depthLeft == 0) {
                throw new LuxException(
                        ErrorCode.JSON_TOO_DEEP, "The result is nested more than " + maxDepth + " deep.");
            }
            // Brackets, and the commas between the members.
            add(2 + Math.max(0, node.size() - 1));
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                add(literal(member.getKey()) + 1);
                count(member.getValue(), depthLeft - 1);
            }
            if (node.isArray()) {
                for (JsonNode element : node) {
                    count(element, depthLeft - 1);
                }
            }
        } else {
            add(node.isTextual() ? literal(node.textValue()) : node.asText().length());
        }
    }

    private void add(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new LuxException(
                    ErrorCode.DOCUMENT_TOO_LARGE, "The result has more bytes than the " + maxBytes + " allowed.");
        }
    }

    private static long literal(String text) {
        long length = 2;
        for (int i = 0; i < text.length(); i++) {
            length += bytes(text.charAt(i));
        }
        return length;
    }

    private static int bytes(char c) {
        if (c < ' ') {
            // Those with an escape of their own: \b \t \n \f \r.
            return c >= '\b' && c <= '\r' && c != 0x0b ? 2 : 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        // Half of a surrogate pair is half of a four-byte character.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
