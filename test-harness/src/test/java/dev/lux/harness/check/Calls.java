package dev.lux.harness.check;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A handful of calls on one document, written down by hand. */
public final class Calls {
    public static final Op.Condition ALWAYS = new Op.Condition.None();

    private final List<Call> calls = new ArrayList<>();

    public Calls read(long from, long to, Outcome outcome) {
        return add(null, from, to, outcome);
    }

    public Calls put(String data, long from, long to, Outcome outcome) {
        return put(data, ALWAYS, from, to, outcome);
    }

    public Calls put(String data, Op.Condition condition, long from, long to, Outcome outcome) {
        return add(new Op("d", Op.Kind.PUT, Json.parse(data), condition, null), from, to, outcome);
    }

    public Calls merge(String patch, long from, long to, Outcome outcome) {
        return add(new Op("d", Op.Kind.MERGE, Json.parse(patch), ALWAYS, null), from, to, outcome);
    }

    public Calls delete(long from, long to, Outcome outcome) {
        return add(new Op("d", Op.Kind.DELETE, null, ALWAYS, null), from, to, outcome);
    }

    public Calls keyed(String key, String data, long from, long to, Outcome outcome) {
        return add(new Op("d", Op.Kind.PUT, Json.parse(data), ALWAYS, key), from, to, outcome);
    }

    private Calls add(@Nullable Op op, long from, long to, Outcome outcome) {
        calls.add(new Call(calls.size() + 1, "c" + calls.size(), "n1", "d", op, from, to, outcome));
        return this;
    }

    public List<Call> list() {
        return List.copyOf(calls);
    }

    public static Op.Condition atVersion(long version) {
        return new Op.Condition.AtVersion(version);
    }

    public static Op.Condition guard(String pointer, String value) {
        return new Op.Condition.Guard(Map.of(pointer, List.of(Json.parse(value))));
    }

    public static Outcome found(long version, String data) {
        return Outcome.found(version, Json.parse(data));
    }

    public static Outcome unknown() {
        return new Outcome.Unknown("timeout");
    }
}
