package dev.lux.harness.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.check.Calls;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded.Sighting;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A few calls on one document with few values, so that everything collides: what a linearizable store would answer, then
 * up to three answers or times changed at random.
 */
final class TinyHistory {
    private static final String[] DATA = {"{\"s\":1}", "{\"s\":2}", "{\"t\":1}", "{}"};

    private final Random random;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Long, Sighting> frames = new HashMap<>();
    private Model.Document now = new Model.Document(null, 0);
    private long newest;

    TinyHistory(long seed) {
        random = new Random(seed);
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            step(i);
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            change(random.nextInt(count));
        }
    }

    List<Call> calls() {
        return calls;
    }

    Map<Long, Sighting> frames() {
        return frames;
    }

    /** The i-th call takes effect at 10 i. */
    private void step(int i) {
        long from = i * 10L - random.nextInt(25);
        long to = i * 10L + random.nextInt(25);
        if (random.nextInt(3) == 0) {
            add(i, null, from, to, new Outcome.Seen(seen()));
            return;
        }
        Op op = op();
        Model.Result result = Model.apply(op, now);
        boolean lost = random.nextInt(3) == 0;
        Outcome outcome;
        if (lost && random.nextBoolean()) {
            outcome = new Outcome.Unknown("lost");
        } else if (result instanceof Model.Result.Applied applied) {
            boolean created = now.data() == null;
            newest++;
            now = new Model.Document(applied.data(), newest);
            if (random.nextInt(3) == 0) {
                frames.put(newest, new Sighting(new State(newest, now.data()), to + random.nextInt(20), "s"));
            }
            outcome = lost ? new Outcome.Unknown("lost") : new Outcome.Applied(newest, created);
        } else if (result instanceof Model.Result.Unchanged) {
            outcome = new Outcome.Applied(0, null);
        } else {
            String code = ((Model.Result.Refused) result).codes().iterator().next();
            outcome = new Outcome.Refused(code, random.nextInt(4) == 0 ? null : seen());
        }
        add(i, op, from, to, outcome);
    }

    private State seen() {
        return now.data() == null ? State.ABSENT : new State(now.version(), now.data());
    }

    private Op op() {
        JsonNode data = Json.parse(DATA[random.nextInt(DATA.length)]);
        Op.Condition condition = switch (random.nextInt(4)) {
            case 0 -> Calls.atVersion(random.nextInt(3) == 0 ? 0 : now.data() == null ? 0 : now.version());
            case 1 -> Calls.guard("/s", random.nextBoolean() ? "1" : "null");
            default -> Calls.ALWAYS;
        };
        return switch (random.nextInt(5)) {
            case 0 -> new Op("d", Op.Kind.DELETE, null, condition, null);
            case 1, 2 -> new Op("d", Op.Kind.MERGE, data, condition, null);
            default -> new Op("d", Op.Kind.PUT, data, condition, null);
        };
    }

    private void add(int i, Op op, long from, long to, Outcome outcome) {
        calls.add(new Call(i, "c" + i, "n1", "d", op, from, to, outcome));
    }

    private void change(int i) {
        Call call = calls.get(i);
        long from = call.asked();
        long to = call.answered();
        Outcome outcome = call.outcome();
        switch (random.nextInt(4)) {
            case 0 -> from = Math.min(to, from + random.nextInt(30));
            case 1 -> to = Math.max(from, to - random.nextInt(30));
            case 2 -> {
                if (outcome instanceof Outcome.Seen) {
                    outcome = new Outcome.Seen(new State(1 + random.nextInt(4), Json.parse(DATA[random.nextInt(4)])));
                } else if (outcome instanceof Outcome.Applied applied) {
                    outcome = new Outcome.Applied(applied.version() + random.nextInt(2), random.nextBoolean());
                }
            }
            default -> {
                if (call.write() != null) {
                    outcome = random.nextBoolean() ? new Outcome.Unknown("lost") : new Outcome.NotApplied("busy");
                }
            }
        }
        calls.set(i, new Call(i, call.client(), "n1", "d", call.write(), from, to, outcome));
    }
}
