package dev.lux.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.Guard;
import dev.lux.json.JsonTree;
import dev.lux.json.MergePatch;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Owners and polls in a map: enough to see what the edge makes of requests and answers. */
final class MemoryOwners implements Owners, Polls {
    static final long AT_MICROS = 1_781_734_680_123_456L;

    /** A poll that waits. */
    record Waiting(
            String id, long knownVersion, Duration timeout, Future<?> clientGone, Promise<DocumentState> promise) {}

    final TreeMap<String, DocumentState> documents = new TreeMap<>();
    final List<Write> writes = new CopyOnWriteArrayList<>();
    final List<Waiting> polls = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;
    /** What writes wait for. */
    volatile Future<Void> held = Future.succeededFuture();

    private long version = 1_000;

    synchronized void reset() {
        documents.clear();
        writes.clear();
        polls.clear();
        failure = null;
        held = Future.succeededFuture();
    }

    @Override
    public synchronized Future<List<WriteReply>> write(List<Write> list) {
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        writes.addAll(list);
        return held.map(go -> list.stream().map(this::apply).toList());
    }

    @Override
    public synchronized Future<DocumentState> read(String id) {
        return failure != null
                ? Future.failedFuture(failure)
                : Future.succeededFuture(documents.getOrDefault(id, DocumentState.absent(id, 7)));
    }

    @Override
    public synchronized Future<List<DocumentState>> readAll(List<String> ids) {
        return Future.succeededFuture(ids.stream().map(id -> read(id).result()).toList());
    }

    @Override
    public synchronized Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
        List<DocumentState> all = new ArrayList<>();
        documents.values().stream()
                .filter(state -> state.isLive() && pattern.matches(state.id()))
                .forEach(all::add);
        List<DocumentState> page = all.stream()
                .filter(state -> state.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
        return Future.succeededFuture(new OwnerReply.Page(page, all.size()));
    }

    @Override
    public Future<DocumentState> awaitChange(String id, long knownVersion, Duration timeout, Future<?> clientGone) {
        DocumentState now = read(id).result();
        if (knownVersion == 0 ? now.isLive() : now.version() != knownVersion) {
            return Future.succeededFuture(now);
        }
        Waiting waiting = new Waiting(id, knownVersion, timeout, clientGone, Promise.promise());
        polls.add(waiting);
        return waiting.promise().future();
    }

    private WriteReply apply(Write write) {
        DocumentState now = documents.getOrDefault(write.id(), DocumentState.absent(write.id(), 7));
        if (!write.condition().holds(now.isLive() ? now.version() : 0)) {
            return new WriteReply.Refused(ErrorCode.VERSION_CONFLICT, "Not that version.", now, List.of());
        }
        JsonNode tree = now.isLive() ? JsonTree.read(now.data()) : null;
        if (write.guard() != null) {
            List<String> failed = Guard.parse(write.guard()).failed(tree);
            if (!failed.isEmpty()) {
                return new WriteReply.Refused(ErrorCode.GUARD_FAILED, "Not so.", now, failed);
            }
        }
        try {
            return switch (write.kind()) {
                case PUT -> put(now, write.body(), write.by());
                case MERGE_PATCH ->
                    put(now, JsonTree.write(MergePatch.apply(tree, JsonTree.read(write.body()))), write.by());
                case JSON_PATCH -> {
                    if (tree == null) {
                        throw new LuxException(ErrorCode.NOT_FOUND, "absent");
                    }
                    JsonNode next = dev.lux.json.JsonPatch.parse(JsonTree.read(write.body()))
                            .apply(tree, 65536);
                    yield put(now, JsonTree.write(next), write.by());
                }
                case DELETE -> delete(now);
                case HEARTBEAT -> new WriteReply.Written(now.version(), WriteOutcome.RENEWED);
            };
        } catch (LuxException e) {
            return new WriteReply.Refused(e.code(), e.detail());
        }
    }

    private WriteReply put(DocumentState now, byte[] data, String by) {
        version++;
        documents.put(now.id(), new DocumentState(now.id(), version, data, AT_MICROS, by));
        return new WriteReply.Written(version, now.isLive() ? WriteOutcome.REPLACED : WriteOutcome.CREATED);
    }

    private WriteReply delete(DocumentState now) {
        if (!now.isLive()) {
            return new WriteReply.Written(0, WriteOutcome.ALREADY_ABSENT);
        }
        version++;
        documents.put(now.id(), DocumentState.absent(now.id(), version));
        return new WriteReply.Written(version, WriteOutcome.DELETED);
    }
}
