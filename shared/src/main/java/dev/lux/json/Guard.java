package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document must hold for a write to happen: {@code {"/status": ["triage", "open"], "/owner": [null]}} maps JSON
 * Pointers to alternatives, of which each must hold one. Immutable.
 */
public final class Guard {
    /** More pointers than this are refused. */
    public static final int MAX_POINTERS = 32;
    /** More alternatives than this for one pointer are refused. */
    public static final int MAX_ALTERNATIVES = 32;

    private final List<Condition> conditions;

    private record Condition(String text, Pointer pointer, List<JsonNode> alternatives) {
        boolean holds(@Nullable JsonNode document) {
            JsonNode current = document == null ? null : pointer.find(document);
            return alternatives.stream()
                    .anyMatch(alternative ->
                            current == null ? alternative.isNull() : JsonEquality.equal(current, alternative));
        }
    }

    private Guard(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Reads a guard.
     *
     * @param json bytes that {@link JsonMembers} gave
     * @throws LuxException {@code invalid_request} when it is not an object of at most {@value #MAX_POINTERS} valid
     *     pointers, each with an array of 1 to {@value #MAX_ALTERNATIVES} values
     */
    public static Guard parse(byte[] json) {
        JsonNode guard = JsonTree.read(json);
        if (!guard.isObject() || guard.size() > MAX_POINTERS) {
            throw invalid("guard must be an object of at most " + MAX_POINTERS + " JSON Pointers.");
        }
        List<Condition> conditions = new ArrayList<>(guard.size());
        for (Map.Entry<String, JsonNode> member : guard.properties()) {
            JsonNode alternatives = member.getValue();
            if (!alternatives.isArray() || alternatives.isEmpty() || alternatives.size() > MAX_ALTERNATIVES) {
                throw invalid("guard must give each JSON Pointer an array of 1 to " + MAX_ALTERNATIVES + " values.");
            }
            List<JsonNode> values = new ArrayList<>(alternatives.size());
            alternatives.forEach(values::add);
            conditions.add(new Condition(member.getKey(), Pointer.parse(member.getKey()), List.copyOf(values)));
        }
        return new Guard(conditions);
    }

    /**
     * The pointers whose current value equals none of their alternatives, in the guard's order; empty when the guard
     * holds. Values are compared by {@link JsonEquality}; {@code null} also equals what is absent.
     *
     * @param document the current document, null when there is none
     */
    public List<String> failed(@Nullable JsonNode document) {
        return conditions.stream()
                .filter(condition -> !condition.holds(document))
                .map(Condition::text)
                .toList();
    }

    private static LuxException invalid(String what) {
        return new LuxException(ErrorCode.INVALID_REQUEST, what);
    }
}
