package dev.lux.harness.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** A history told step by step, in milliseconds. Each call takes one, and no two things happen at the same time. */
final class Story {
    private long nanos;
    private final History history = History.inMemory(() -> nanos++, "a story");

    Story at(long millis) {
        nanos = millis * 1_000_000;
        return this;
    }

    Story put(String client, String node, String id, String data, Outcome outcome) {
        return write(client, node, new Op(id, Op.Kind.PUT, Json.parse(data), Calls.ALWAYS, null), outcome);
    }

    Story delete(String client, String node, String id, Outcome outcome) {
        return write(client, node, new Op(id, Op.Kind.DELETE, null, Calls.ALWAYS, null), outcome);
    }

    Story merge(String client, String node, String id, String patch, Outcome outcome) {
        return write(client, node, new Op(id, Op.Kind.MERGE, Json.parse(patch), Calls.ALWAYS, null), outcome);
    }

    Story write(String client, String node, Op op, Outcome outcome) {
        long call = history.write(client, node, op);
        nanos += 1_000_000;
        history.answered(call, outcome);
        return this;
    }

    Story get(String client, String node, String id, Outcome outcome) {
        long call = history.read(client, node, id);
        nanos += 1_000_000;
        history.answered(call, outcome);
        return this;
    }

    Story open(String session, String match, Map<String, Long> since) {
        history.opened(session, "n1");
        history.subscribed(session, match, since);
        return this;
    }

    Story open(String session, String match) {
        return open(session, match, Map.of());
    }

    Story state(String session, String id, long version, String data) {
        history.received(session, frame("state", id, version).set("data", Json.parse(data)));
        return this;
    }

    Story reset(String session, String id, long version, String data) {
        ObjectNode frame = frame("state", id, version).put("reset", true);
        history.received(session, frame.set("data", Json.parse(data)));
        return this;
    }

    Story gone(String session, String id, long version) {
        history.received(session, frame("gone", id, version));
        return this;
    }

    private static ObjectNode frame(String type, String id, long version) {
        return Json.object().put("type", type).put("id", id).put("version", version);
    }

    Story synced(String session, String match, int count) {
        ObjectNode frame = Json.object().put("type", "synced").put("match", match);
        history.received(session, frame.put("count", count));
        return this;
    }

    Story status(String session, String match, boolean live) {
        ObjectNode frame = Json.object().put("type", "status").put("match", match);
        history.received(session, frame.put("live", live));
        return this;
    }

    Story close(String session, boolean wanted) {
        history.closed(session, wanted, "");
        return this;
    }

    /** In effect at once, from now until then. */
    Story fault(String name, Set<String> isolated, boolean losesState, long untilMillis) {
        history.faultStarts(name, "partition", isolated, losesState);
        history.faultInEffect(name, "seen");
        at(untilMillis);
        history.faultEnds(name);
        history.faultOver(name);
        return this;
    }

    Story faultStarts(String name, Set<String> isolated) {
        history.faultStarts(name, "partition", isolated, false);
        return this;
    }

    Story faultInEffect(String name, String proof) {
        history.faultInEffect(name, proof);
        return this;
    }

    Story faultOver(String name) {
        history.faultEnds(name);
        history.faultOver(name);
        return this;
    }

    Story quiet() {
        history.quiet();
        return this;
    }

    Story writersEnded() {
        history.writersEnded();
        return this;
    }

    Story sample(String node, long heap, long resident, long outbox) {
        history.sampled(node, heap, resident, outbox);
        return this;
    }

    Recorded recorded() {
        try {
            return history.recorded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
