package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The owners behind {@link OwnerCalls}. Belongs to one event loop. */
public final class OwnerClient implements Owners {
    private final BusAddress addresses;
    private final OwnerCalls calls;
    private final Patience patience;
    private final WriteLanes writes;
    private final List<Integer> allShards;

    public OwnerClient(BusAddress addresses, OwnerCalls calls, Patience patience, WriteLanes writes) {
        this.addresses = addresses;
        this.calls = calls;
        this.patience = patience;
        this.writes = writes;
        this.allShards = IntStream.range(0, addresses.shardCount()).boxed().toList();
    }

    @Override
    public Future<List<WriteReply>> write(List<Write> list) {
        return writes.write(list);
    }

    @Override
    public Future<DocumentState> read(String id) {
        return patience.ask(() -> {
            if (!addresses.hasQuorum()) {
                return noQuorum();
            }
            String owner = addresses.ownerOf(addresses.shardOf(id));
            return owner == null
                    ? Future.failedFuture("no owner")
                    : ask(owner, new OwnerRequest.Read(List.of(id)), OwnerReply.States.class)
                            .map(states -> states.states().get(0));
        });
    }

    @Override
    public Future<List<DocumentState>> readAll(List<String> ids) {
        Map<Integer, List<String>> byShard = ids.stream().collect(Collectors.groupingBy(addresses::shardOf));
        return patience.ask(() -> {
            if (!addresses.hasQuorum()) {
                return noQuorum();
            }
            Map<String, List<Integer>> byOwner = addresses.byOwner(byShard.keySet());
            if (byOwner == null) {
                return Future.failedFuture("no owner");
            }
            Map<String, DocumentState> found = new HashMap<>();
            List<Future<OwnerReply.States>> answers = new ArrayList<>();
            byOwner.forEach((owner, shards) -> {
                List<String> theirs = new ArrayList<>();
                shards.forEach(shard -> theirs.addAll(byShard.getOrDefault(shard, List.of())));
                answers.add(ask(owner, new OwnerRequest.Read(theirs), OwnerReply.States.class)
                        .onSuccess(all -> all.states().forEach(state -> found.put(state.id(), state))));
            });
            return Future.all(answers)
                    .map(all -> ids.stream()
                            .map(id -> Objects.requireNonNull(found.get(id)))
                            .toList());
        });
    }

    @Override
    public Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
        List<Integer> shards = pattern.isPrefix() ? allShards : List.of(addresses.shardOf(pattern.text()));
        return patience.ask(() -> {
            if (!addresses.hasQuorum()) {
                return noQuorum();
            }
            Map<String, List<Integer>> byOwner = addresses.byOwner(shards);
            if (byOwner == null) {
                return Future.failedFuture("no owner");
            }
            List<Future<OwnerReply.Page>> pages = byOwner.entrySet().stream()
                    .map(owned -> ask(
                            owned.getKey(),
                            new OwnerRequest.Page(owned.getValue(), pattern, after, limit),
                            OwnerReply.Page.class))
                    .toList();
            return Future.all(pages).map(all -> merged(pages, limit));
        });
    }

    private static OwnerReply.Page merged(List<Future<OwnerReply.Page>> pages, int limit) {
        return new OwnerReply.Page(
                pages.stream()
                        .flatMap(page -> page.result().documents().stream())
                        .sorted(Comparator.comparing(DocumentState::id))
                        .limit(limit)
                        .toList(),
                pages.stream().mapToInt(page -> page.result().total()).sum());
    }

    private static <T> Future<T> noQuorum() {
        return Future.failedFuture(new LuxException(ErrorCode.NO_QUORUM, ErrorCode.NO_QUORUM.whatToDo()));
    }

    private <R extends OwnerReply> Future<R> ask(String owner, OwnerRequest request, Class<R> expected) {
        return calls.ask(owner, request)
                .compose(reply -> expected.isInstance(reply)
                        ? Future.succeededFuture(expected.cast(reply))
                        : Future.failedFuture("the owner is changing"));
    }
}
