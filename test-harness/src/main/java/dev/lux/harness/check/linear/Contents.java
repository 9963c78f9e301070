package dev.lux.harness.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The different contents that a document has had, by value: equal ones have one id. Not for several threads. */
final class Contents {
    static final Content ABSENT = new Content(0, null);

    private final Map<String, Content> byText = new HashMap<>();

    /** @param id one number for each content; 0 when absent */
    record Content(int id, @Nullable JsonNode data) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content content && content.id == id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    Content of(@Nullable JsonNode data) {
        if (data == null) {
            return ABSENT;
        }
        StringBuilder canonical = new StringBuilder();
        append(canonical, data);
        return byText.computeIfAbsent(canonical.toString(), text -> new Content(byText.size() + 1, data));
    }

    /** Members in order, numbers without their spelling. */
    private static void append(StringBuilder text, JsonNode node) {
        if (node.isNumber()) {
            text.append(node.decimalValue().stripTrailingZeros());
        } else if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            text.append('{');
            sorted.forEach((name, value) -> {
                append(text.append(Json.quote(name)).append(':'), value);
                text.append(',');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            for (JsonNode element : node) {
                append(text, element);
                text.append(',');
            }
            text.append(']');
        } else {
            text.append(node);
        }
    }
}
