package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write as its writer means it, before any transport.
 *
 * @param data the new state or the patch; null for a delete
 * @param key the idempotency key, or null
 */
public record Op(
        String id,
        Kind kind,
        @Nullable JsonNode data,
        Condition condition,
        @Nullable String key) {
    public enum Kind {
        PUT,
        MERGE,
        JSON_PATCH,
        DELETE
    }

    /** What must hold for it to be applied. */
    public sealed interface Condition {
        record None() implements Condition {}

        /** @param version 0 for absent */
        record AtVersion(long version) implements Condition {}

        /** By value; a null alternative also matches absent. */
        record Guard(Map<String, List<JsonNode>> alternatives) implements Condition {
            public Guard {
                alternatives = Map.copyOf(alternatives);
            }
        }
    }

    /** The data of a write that has some. */
    JsonNode body() {
        if (data == null) {
            throw new IllegalStateException("a delete has no data");
        }
        return data;
    }
}
