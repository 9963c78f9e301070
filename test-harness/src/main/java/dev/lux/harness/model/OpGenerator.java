package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.client.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Random writes of one writer; the same seed gives the same choices. */
final class OpGenerator {
    private static final String[] NAMES = {"a", "b", "c", "d", "e", "with/slash", "tilde~"};
    private static final String[] NUMBERS = {"0", "1", "1.0", "-7", "1.50", "12345678901234567890", "1e3", "0.1", "3"};
    private static final String[] TEXTS = {
        "", "open", "triage", "mitigating", "ünï", "\"quoted\"\n", "\u2028", "\ud83d\ude00"
    };
    /** Below the limit of 32, since every write that carries a key counts. */
    private static final int KEYS_PER_DOCUMENT = 28;

    private final Random random;
    private final int writer;
    private final List<String> ids;
    private final ToLongFunction<String> newest;
    private final AtomicIntegerArray keys;
    private int sequence;

    /**
     * @param newest the newest acknowledged version that any writer knows of a document, 0 when absent
     * @param keys how many idempotency keys each document has had, shared by all writers
     */
    OpGenerator(long seed, int writer, List<String> ids, ToLongFunction<String> newest, AtomicIntegerArray keys) {
        this.random = new Random(seed * 1_000_003 + writer);
        this.writer = writer;
        this.ids = ids;
        this.newest = newest;
        this.keys = keys;
    }

    Random random() {
        return random;
    }

    Op next() {
        int index = random.nextInt(ids.size());
        String id = ids.get(index);
        int dice = random.nextInt(100);
        Op.Kind kind =
                dice < 40 ? Op.Kind.PUT : dice < 65 ? Op.Kind.MERGE : dice < 88 ? Op.Kind.JSON_PATCH : Op.Kind.DELETE;
        JsonNode data = switch (kind) {
            case PUT -> random.nextInt(20) == 0 ? leaf() : document();
            case MERGE -> mergePatch(0);
            case JSON_PATCH -> jsonPatch();
            case DELETE -> null;
        };
        return new Op(id, kind, data, condition(id), key(index));
    }

    private @Nullable String key(int index) {
        boolean wanted = random.nextInt(20) == 0;
        return wanted && keys.incrementAndGet(index) <= KEYS_PER_DOCUMENT ? "k-" + writer + "-" + sequence++ : null;
    }

    private Op.Condition condition(String id) {
        int dice = random.nextInt(100);
        if (dice < 70) {
            return new Op.Condition.None();
        }
        if (dice < 82) {
            return new Op.Condition.AtVersion(newest.applyAsLong(id));
        }
        if (dice < 86) {
            return new Op.Condition.AtVersion(0);
        }
        List<JsonNode> alternatives = List.of(leaf(), leaf(), Json.parse("null"));
        return new Op.Condition.Guard(
                Map.of("/" + pointerName(), random.nextBoolean() ? alternatives : alternatives.subList(0, 2)));
    }

    private ObjectNode document() {
        ObjectNode object = Json.object();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                object.set(name, value(1));
            }
        }
        return object;
    }

    private JsonNode value(int depth) {
        int dice = random.nextInt(10);
        if (depth < 3 && dice == 0) {
            ObjectNode object = Json.object();
            object.set(name(), value(depth + 1));
            object.set(name(), value(depth + 1));
            return object;
        }
        if (depth < 3 && dice == 1) {
            ArrayNode array = Json.array();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(value(depth + 1));
            }
            return array;
        }
        return leaf();
    }

    /** Never null: a document of null does not exist. */
    private JsonNode leaf() {
        return switch (random.nextInt(3)) {
            case 0 -> Json.parse(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> Json.parse(Json.quote(TEXTS[random.nextInt(TEXTS.length)]));
            default -> Json.parse(random.nextBoolean() ? "true" : "false");
        };
    }

    private ObjectNode mergePatch(int depth) {
        ObjectNode patch = Json.object();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int dice = random.nextInt(4);
            patch.set(
                    name(), dice == 0 ? Json.parse("null") : dice == 1 && depth < 2 ? mergePatch(depth + 1) : value(2));
        }
        return patch;
    }

    private ArrayNode jsonPatch() {
        ArrayNode operations = Json.array();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode operation = Json.object();
            String path = "/" + pointerName() + (random.nextInt(4) == 0 ? "/" + random.nextInt(3) : "");
            switch (random.nextInt(9)) {
                case 0 -> operation.put("op", "remove").put("path", path);
                case 1 -> operation.put("op", "replace").put("path", path).set("value", value(2));
                case 2 -> operation.put("op", "test").put("path", path).set("value", leaf());
                case 3 ->
                    operation.put("op", "copy").put("from", "/" + pointerName()).put("path", "/" + pointerName());
                case 4 ->
                    operation.put("op", "move").put("from", "/" + pointerName()).put("path", "/" + pointerName());
                case 5 ->
                    operation
                            .put("op", "add")
                            .put("path", "/" + pointerName() + "/-")
                            .set("value", leaf());
                default -> operation.put("op", "add").put("path", path).set("value", value(2));
            }
            operations.add(operation);
        }
        return operations;
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private String pointerName() {
        return name().replace("~", "~0").replace("/", "~1");
    }
}
