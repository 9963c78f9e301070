package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one write does to one document, by the protocol page; pure. */
public final class Model {
    private Model() {}

    /** @param data null when absent */
    public record Document(@Nullable JsonNode data, long version) {
        static final Document NONE = new Document(null, 0);

        /** The version that a condition sees: 0 when absent. */
        long visible() {
            return data == null ? 0 : version;
        }
    }

    public sealed interface Result {
        /** @param data the new state, null when deleted */
        record Applied(@Nullable JsonNode data) implements Result {}

        /** A delete of an absent document. */
        record Unchanged() implements Result {}

        /** @param codes any of these may be the answer */
        record Refused(Set<String> codes) implements Result {}
    }

    public static Result apply(Op op, Document now) {
        String broken = brokenCondition(op.condition(), now);
        if (broken != null) {
            return new Result.Refused(
                    op.kind() == Op.Kind.JSON_PATCH && now.data() == null
                            ? Set.of(broken, "not_found")
                            : Set.of(broken));
        }
        return switch (op.kind()) {
            case PUT -> new Result.Applied(op.body());
            case DELETE -> now.data() == null ? new Result.Unchanged() : new Result.Applied(null);
            case MERGE -> new Result.Applied(NaivePatch.merge(now.data(), op.body()));
            case JSON_PATCH -> jsonPatch(op.body(), now.data());
        };
    }

    private static Result jsonPatch(JsonNode operations, @Nullable JsonNode data) {
        if (data == null) {
            return new Result.Refused(Set.of("not_found"));
        }
        try {
            JsonNode result = NaivePatch.apply(data, operations);
            return result.isNull() ? new Result.Refused(Set.of("null_document")) : new Result.Applied(result);
        } catch (NaivePatch.Failed e) {
            // A test at a place that does not exist may be told as either.
            return new Result.Refused(e.byTest() ? Set.of("test_failed") : Set.of("patch_failed", "test_failed"));
        }
    }

    private static @Nullable String brokenCondition(Op.Condition condition, Document now) {
        if (condition instanceof Op.Condition.AtVersion at) {
            return at.version() == now.visible() ? null : "version_conflict";
        }
        if (condition instanceof Op.Condition.Guard guard) {
            for (Map.Entry<String, List<JsonNode>> entry : guard.alternatives().entrySet()) {
                JsonNode found = now.data() == null ? null : NaivePatch.find(now.data(), entry.getKey());
                if (entry.getValue().stream().noneMatch(alternative -> matches(alternative, found))) {
                    return "guard_failed";
                }
            }
        }
        return null;
    }

    private static boolean matches(JsonNode alternative, @Nullable JsonNode found) {
        return found == null ? alternative.isNull() : Json.same(alternative, found);
    }
}
