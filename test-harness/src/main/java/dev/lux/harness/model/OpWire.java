package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.Json;
import java.util.ArrayList;
import java.util.List;

/** A write as a request, as a message, and as an element of a request with several. */
public final class OpWire {
    private OpWire() {}

    /** One request that answers with a version, whatever the write. */
    public static byte[] request(String key, Op op) {
        String target = "/api/lux/" + op.id();
        return switch (op.kind()) {
            case DELETE -> batch(key, List.of(op));
            case PUT -> HttpBytes.json(key, "PUT", target, envelope(op).toString(), headers(op));
            case MERGE -> HttpBytes.json(key, "PATCH", target, envelope(op).toString(), headers(op));
            // A guard has no header, and the standard media type has no envelope.
            case JSON_PATCH ->
                op.condition() instanceof Op.Condition.Guard
                        ? batch(key, List.of(op))
                        : HttpBytes.request(
                                key, "PATCH", target, HttpBytes.utf8(op.body().toString()), jsonPatchHeaders(op));
        };
    }

    static byte[] batch(String key, List<Op> ops) {
        ArrayNode writes = Json.array();
        ops.forEach(op -> writes.add(element(op)));
        return HttpBytes.json(
                key, "POST", "/api/lux", Json.object().set("writes", writes).toString());
    }

    static String message(Op op, int ref) {
        return element(op).put("ref", ref).toString();
    }

    private static ObjectNode element(Op op) {
        ObjectNode element = envelope(op).put("id", op.id());
        element.put(
                "type",
                op.kind() == Op.Kind.JSON_PATCH || op.kind() == Op.Kind.MERGE
                        ? "patch"
                        : op.kind().name().toLowerCase(java.util.Locale.ROOT));
        if (op.kind() == Op.Kind.JSON_PATCH) {
            element.put("format", "json-patch");
        }
        if (op.key() != null) {
            element.put("idempotencyKey", op.key());
        }
        return element;
    }

    private static ObjectNode envelope(Op op) {
        ObjectNode envelope = Json.object();
        if (op.data() != null) {
            envelope.set("data", op.data());
        }
        if (op.condition() instanceof Op.Condition.AtVersion at) {
            envelope.put("ifVersion", at.version());
        } else if (op.condition() instanceof Op.Condition.Guard guard) {
            ObjectNode pointers = envelope.putObject("guard");
            guard.alternatives().forEach((pointer, values) -> {
                ArrayNode alternatives = pointers.putArray(pointer);
                for (JsonNode value : values) {
                    alternatives.add(value);
                }
            });
        }
        return envelope;
    }

    private static String[] headers(Op op) {
        return op.key() == null ? new String[0] : new String[] {"Idempotency-Key", op.key()};
    }

    private static String[] jsonPatchHeaders(Op op) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json-patch+json"));
        headers.addAll(List.of(headers(op)));
        if (op.condition() instanceof Op.Condition.AtVersion at) {
            headers.addAll(
                    at.version() == 0
                            ? List.of("If-None-Match", "*")
                            : List.of("If-Match", "\"" + at.version() + "\""));
        }
        return headers.toArray(String[]::new);
    }
}
