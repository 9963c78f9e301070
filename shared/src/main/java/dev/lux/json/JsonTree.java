package dev.lux.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.io.IOException;

/**
 * JSON as a tree, with exact numbers: {@code 1.10} keeps its zero, {@code 1e400} its value, integers all their digits.
 */
public final class JsonTree {
    static final int MAX_DEPTH = 1000;
    static final int MAX_NUMBER_LENGTH = 1000;

    private static final ObjectMapper MAPPER = mapper();

    private JsonTree() {}

    /**
     * Reads bytes that {@link JsonText}, {@link JsonMembers} or {@link #write} gave.
     *
     * @throws LuxException {@code invalid_json} when they came from elsewhere and are not one JSON value
     */
    public static JsonNode read(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new LuxException(ErrorCode.INVALID_JSON, "No JSON value.");
            }
            return node;
        } catch (JsonProcessingException e) {
            // Its message quotes the payload.
            throw new LuxException(ErrorCode.INVALID_JSON, "Not one JSON value.");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    /** The tree in UTF-8, without white space, members in order. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that can't be written", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode nullNode() {
        return NullNode.getInstance();
    }

    private static ObjectMapper mapper() {
        // What bounds a document is JsonLimits and its size, so Jackson's own limits only repeat them.
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2 * MAX_DEPTH)
                        .maxNumberLength(2 * MAX_NUMBER_LENGTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(2 * MAX_DEPTH)
                        .build())
                // Interned keys would stay for ever; clients choose them.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                // Characters beyond U+FFFF as themselves, four bytes instead of twelve.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
