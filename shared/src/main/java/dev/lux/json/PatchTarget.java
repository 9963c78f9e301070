package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a document while a JSON Patch works on it. Owns its nodes: what comes in is copied, so that neither the
 * document nor the patch ever changes. Confined to one call of {@link JsonPatch#apply}.
 */
final class PatchTarget {
    private final int maxDepth;
    private JsonNode root;
    private long copyBytesLeft;

    PatchTarget(JsonNode document, long maxCopyBytes, int maxDepth) {
        this.root = document.deepCopy();
        this.copyBytesLeft = maxCopyBytes;
        this.maxDepth = maxDepth;
    }

    JsonNode root() {
        return root;
    }

    @Nullable
    JsonNode find(Pointer pointer) {
        return pointer.find(root);
    }

    JsonNode require(Pointer pointer) {
        JsonNode node = pointer.find(root);
        if (node == null) {
            throw failed("what it points to does not exist");
        }
        return node;
    }

    /** A copy of what the pointer points to; the sum of all such copies is bounded. */
    JsonNode copyOf(Pointer pointer) {
        JsonNode node = require(pointer);
        copyBytesLeft -= TreeSize.bounded(node, copyBytesLeft, maxDepth);
        return node.deepCopy();
    }

    /** Inserts into an array, or sets a member or the whole; takes over the value. */
    void add(Pointer pointer, JsonNode value) {
        if (pointer.isRoot()) {
            root = value;
            return;
        }
        JsonNode parent = require(pointer.parent());
        String last = pointer.last();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : Pointer.index(last);
            if (index < 0 || index > array.size()) {
                throw failed("the array has no such index");
            }
            array.insert(index, value);
        } else {
            throw failed("its parent is neither an object nor an array");
        }
    }

    /** Sets what exists; takes over the value. */
    void replace(Pointer pointer, JsonNode value) {
        require(pointer);
        if (pointer.isRoot()) {
            root = value;
            return;
        }
        JsonNode parent = require(pointer.parent());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Pointer.index(pointer.last()), value);
        }
    }

    /** Takes out what exists. Removing the whole leaves JSON's null. */
    JsonNode remove(Pointer pointer) {
        JsonNode node = require(pointer);
        if (pointer.isRoot()) {
            root = JsonTree.nullNode();
            return node;
        }
        JsonNode parent = require(pointer.parent());
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last());
        } else if (parent instanceof ArrayNode array) {
            array.remove(Pointer.index(pointer.last()));
        }
        return node;
    }

    static LuxException failed(String what) {
        return new LuxException(ErrorCode.PATCH_FAILED, what);
    }
}
