package dev.lux.harness.check.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A client's random writes: what they say is told apart from all others, their conditions are on what it last saw. */
final class OpMaker {
    private final String client;
    private final Random random;
    private final Map<String, State> known = new HashMap<>();
    private int count;

    OpMaker(String client, Random random) {
        this.client = client;
        this.random = random;
    }

    void saw(String id, State state) {
        known.put(id, state);
    }

    Op next(String id) {
        count++;
        String name = client + "-" + count;
        Op.Condition condition = condition(known.getOrDefault(id, State.ABSENT));
        String key = random.nextInt(3) == 0 ? name : null;
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Op(id, Op.Kind.DELETE, null, condition, key);
        }
        ObjectNode data = Json.object();
        if (kind < 4) {
            return new Op(id, Op.Kind.MERGE, data.put(client, count), condition, key);
        }
        return new Op(id, Op.Kind.PUT, data.put("by", name).put("turn", random.nextInt(3)), condition, key);
    }

    private Op.Condition condition(State state) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Op.Condition.AtVersion(state.isLive() ? state.version() : 0);
            case 3, 4 -> new Op.Condition.Guard(Map.of("/turn", List.of(turn(state))));
            case 5 -> new Op.Condition.AtVersion(0);
            default -> new Op.Condition.None();
        };
    }

    /** Mostly what was seen. */
    private JsonNode turn(State state) {
        JsonNode seen = state.data() == null ? null : state.data().get("turn");
        return seen == null || random.nextInt(4) == 0 ? Json.parse("" + random.nextInt(3)) : seen;
    }
}
