package dev.lux.harness.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** JSON trees for tests: exact decimals, and equality by value. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(10_000)
                            .maxStringLength(50_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(JsonNodeFactory.instance)
            .build();

    private Json() {}

    /** The tree of one JSON text; anything else is the broker's or the test's mistake. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text.substring(0, Math.min(400, text.length())), e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A JSON string literal of a text. */
    public static String quote(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Equality by value: numbers compare numerically, members in any order. */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return false;
        }
        if (a.isObject()) {
            for (Map.Entry<String, JsonNode> member : a.properties()) {
                JsonNode other = b.get(member.getKey());
                if (other == null || !same(member.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (a.isArray()) {
            Iterator<JsonNode> others = b.iterator();
            for (JsonNode element : a) {
                if (!same(element, others.next())) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    /** Equal for trees that are the {@link #same}; differs for others but by accident. */
    public static long digest(JsonNode node) {
        if (node.isNumber()) {
            return mix(node.decimalValue().stripTrailingZeros().hashCode());
        }
        if (node.isObject()) {
            long sum = 7;
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                sum += mix(mix(member.getKey().hashCode()) ^ digest(member.getValue()));
            }
            return mix(sum);
        }
        if (node.isArray()) {
            long all = 11;
            for (JsonNode element : node) {
                all = mix(all * 31 + digest(element));
            }
            return all;
        }
        return mix(node.toString().hashCode());
    }

    private static long mix(long x) {
        long z = (x + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        return z ^ (z >>> 29);
    }
}
