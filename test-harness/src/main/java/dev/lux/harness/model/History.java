package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All answered writes of one document, put in the order of their versions and replayed through the {@link Model}. Not
 * used before the writers have ended.
 */
final class History {
    private final String id;
    private final List<Answered> applied = new ArrayList<>();
    private final List<Answered> refused = new ArrayList<>();
    private final NavigableMap<Long, Model.Document> states = new TreeMap<>();

    /** @param knownBefore the newest version that had been acknowledged to anyone when the write was sent */
    record Answered(Op op, Lane.Answer answer, long knownBefore) {}

    History(String id) {
        this.id = id;
        states.put(0L, Model.Document.NONE);
    }

    void add(Answered answered) {
        (answered.answer().applied() ? applied : refused).add(answered);
    }

    /** Replays; returns what the broker did that the model does not do. */
    List<String> replay() {
        List<String> violations = new ArrayList<>();
        List<Answered> unchanged = new ArrayList<>();
        applied.sort(Comparator.comparingLong(each -> each.answer().version()));
        Model.Document now = Model.Document.NONE;
        for (Answered next : applied) {
            long version = next.answer().version();
            if (version == 0) {
                unchanged.add(next);
                continue;
            }
            if (version <= now.version()) {
                violations.add(id + ": two writes were acknowledged with version " + version);
                continue;
            }
            if (version <= next.knownBefore()) {
                violations.add(id + ": " + version + " is below " + next.knownBefore() + ", known before it was sent");
            }
            if (Model.apply(next.op(), now) instanceof Model.Result.Applied result) {
                int expected = next.op().kind() == Op.Kind.DELETE ? 204 : now.data() == null ? 201 : 200;
                if (next.answer().status() != expected && next.answer().status() != 200) {
                    violations.add(
                            id + "@" + version + ": status " + next.answer().status() + ", not " + expected);
                }
                now = new Model.Document(result.data(), version);
            } else {
                violations.add(id + "@" + version + ": applied " + next.op() + " on " + now.data());
                now = new Model.Document(now.data(), version);
            }
            states.put(version, now);
        }
        unchanged.forEach(each -> requireSomewhere(each, Model.Result.Unchanged.class, violations));
        refused.forEach(each -> requireSomewhere(each, Model.Result.Refused.class, violations));
        return violations;
    }

    /** The state that a write met is not known, but it is one from what its writer knew on. */
    private void requireSomewhere(Answered each, Class<?> result, List<String> violations) {
        Long first = states.floorKey(each.knownBefore());
        for (Model.Document met :
                states.tailMap(first == null ? 0L : first, true).values()) {
            Model.Result expected = Model.apply(each.op(), met);
            if (expected instanceof Model.Result.Refused refusal) {
                if (refusal.codes().contains(each.answer().code())) {
                    return;
                }
            } else if (result.isInstance(expected)) {
                return;
            }
        }
        violations.add(id + ": no state explains " + each.answer() + " to " + each.op());
    }

    /** The document after the last write. */
    Model.Document last() {
        return states.lastEntry().getValue();
    }

    /**
     * What is wrong with a state that a subscriber saw, or null.
     *
     * @param digest of its data, 0 for gone
     */
    @Nullable
    String wrong(long version, long digest) {
        Model.Document document = states.get(version);
        if (document == null) {
            return id + ": a subscriber saw version " + version + ", which no write was acknowledged with";
        }
        JsonNode data = document.data();
        return (data == null ? 0 : Json.digest(data)) == digest
                ? null
                : id + "@" + version + ": a subscriber saw other data than " + data;
    }
}
