package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** When two JSON values are the same, by RFC 6902, section 4.6: spelling does not matter. */
public final class JsonEquality {
    private JsonEquality() {}

    /** Numbers by value (1 is 1.0 is 1e0), objects in any order, arrays in order, strings by code unit. */
    public static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber()) {
            return b.isNumber() && equalNumbers(a, b);
        }
        if (a.isObject()) {
            return b.isObject() && equalObjects(a, b);
        }
        if (a.isArray()) {
            return b.isArray() && equalArrays(a, b);
        }
        return a.equals(b);
    }

    private static boolean equalNumbers(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber() && a.canConvertToLong() && b.canConvertToLong()) {
            return a.longValue() == b.longValue();
        }
        // compareTo looks at the magnitudes first, so 1e9999 against 1 never becomes 10,000 digits.
        return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }

    private static boolean equalObjects(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : a.properties()) {
            JsonNode other = b.get(member.getKey());
            if (other == null || !equal(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalArrays(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
