package dev.lux.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Chance;
import dev.lux.harness.model.Op;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random writes of one writer: conditional ones on documents that everyone writes, others on its own. No two have the
 * same content, so that what is seen later tells who wrote it.
 */
final class WriteMaker {
    private static final String[] STATUSES = {"open", "triage", "mitigating"};

    private final Random random;
    private final String writer;
    private final List<String> contended;
    private final List<String> own;
    private final double contendedShare;
    private final Books books;
    private int sequence;

    WriteMaker(LoadPlan plan, int index, Books books) {
        this.random = Chance.of(plan.seed(), "w" + index);
        this.writer = "w" + index;
        this.contended = plan.contendedIds();
        this.own = plan.ownIds(index);
        this.contendedShare = plan.contendedShare();
        this.books = books;
    }

    Op next() {
        sequence++;
        return random.nextDouble() < contendedShare ? contended() : own();
    }

    private Op contended() {
        String id = contended.get(random.nextInt(contended.size()));
        int dice = random.nextInt(100);
        Op.Kind kind = dice < 62 ? Op.Kind.PUT : dice < 94 ? Op.Kind.MERGE : Op.Kind.DELETE;
        return new Op(id, kind, data(kind), condition(id), random.nextInt(20) == 0 ? key(id) : null);
    }

    private Op own() {
        String id = own.get(random.nextInt(own.size()));
        int dice = random.nextInt(100);
        Op.Kind kind = dice < 80 ? Op.Kind.PUT : dice < 95 ? Op.Kind.MERGE : Op.Kind.DELETE;
        return new Op(id, kind, data(kind), new Op.Condition.None(), key(id));
    }

    private @Nullable String key(String id) {
        return books.keys().take(id) ? writer + "-" + sequence : null;
    }

    private Op.Condition condition(String id) {
        int dice = random.nextInt(100);
        Books.Known known = books.known(id);
        if (dice < 38) {
            return new Op.Condition.AtVersion(known.live() ? known.version() : 0);
        }
        if (dice < 42) {
            return new Op.Condition.AtVersion(0);
        }
        if (dice < 70) {
            String expected = known.status() == null ? status() : known.status();
            List<JsonNode> alternatives = random.nextBoolean()
                    ? List.of(text(expected), Json.parse("null"))
                    : List.of(text(expected), text(status()));
            return new Op.Condition.Guard(Map.of("/status", alternatives));
        }
        return new Op.Condition.None();
    }

    private @Nullable JsonNode data(Op.Kind kind) {
        if (kind == Op.Kind.DELETE) {
            return null;
        }
        ObjectNode data = Json.object().put("by", writer).put("n", sequence).put("status", status());
        if (kind == Op.Kind.MERGE) {
            // Members that come and go.
            String member = "m" + random.nextInt(3);
            return random.nextBoolean() ? data.putNull(member) : data.put(member, sequence);
        }
        return data;
    }

    private String status() {
        return STATUSES[random.nextInt(STATUSES.length)];
    }

    private static JsonNode text(String value) {
        return Json.parse(Json.quote(value));
    }
}
