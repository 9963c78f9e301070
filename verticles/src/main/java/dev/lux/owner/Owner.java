package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.ShardTerm;
import dev.lux.loop.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers the requests of edges. Reads are answered after a confirm of every shard that they concern, so a node that is
 * no longer the owner answers nothing.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Owner {
    /** How long the batches of one message wait for each other: what is settled by then is answered. */
    private static final Duration TOGETHER = Duration.ofMillis(250);

    private final OwnerState state;
    private final FanOut fanOut;
    private final Loop loop;

    Owner(OwnerState state, FanOut fanOut, Loop loop) {
        this.state = state;
        this.fanOut = fanOut;
        this.loop = loop;
    }

    /** Never fails: what can't be answered now is {@link OwnerReply.Unready}. */
    Future<OwnerReply> handle(OwnerRequest request) {
        // A switch over sealed types, as instanceof: the project compiles for Java 17.
        if (request instanceof OwnerRequest.Writes writes) {
            return write(writes);
        } else if (request instanceof OwnerRequest.Read read) {
            return read(read.ids());
        } else if (request instanceof OwnerRequest.Page page) {
            return page(page);
        } else if (request instanceof OwnerRequest.Register register) {
            return register(register);
        } else if (request instanceof OwnerRequest.Unregister unregister) {
            fanOut.unregister(unregister.edge(), unregister.patterns(), unregister.generation());
            return followed(unregister.edge(), List.of());
        } else {
            OwnerRequest.Sync sync = (OwnerRequest.Sync) request;
            return state.confirmAll(served(sync.shards())).compose(confirmed -> followed(sync.edge(), confirmed));
        }
    }

    private Future<OwnerReply> write(OwnerRequest.Writes writes) {
        state.writers().settled(writes.writer(), writes.settled());
        List<Future<BatchReply>> replies = new ArrayList<>(writes.batches().size());
        for (Batch batch : writes.batches()) {
            DocumentCell cell = state.cellFor(batch.id());
            replies.add(
                    cell == null
                            ? Future.succeededFuture(new BatchReply.Unready())
                            : cell.offer(writes.writer(), batch));
        }
        Promise<OwnerReply> answer = Promise.promise();
        Loop.Timer late = loop.after(TOGETHER, () -> answer.tryComplete(settled(replies)));
        Future.join(replies).onComplete(all -> {
            late.cancel();
            answer.tryComplete(settled(replies));
        });
        return answer.future();
    }

    /** What is not settled yet may or may not be applied; asking again settles it. */
    private static OwnerReply settled(List<Future<BatchReply>> replies) {
        return new OwnerReply.Writes(replies.stream()
                .map(reply -> reply.isComplete() ? reply.result() : new BatchReply.Unknown())
                .toList());
    }

    private Future<OwnerReply> read(List<String> ids) {
        Set<Shard> shards = new LinkedHashSet<>();
        for (String id : ids) {
            Shard shard = state.shardOf(id);
            if (shard == null) {
                return unready();
            }
            shards.add(shard);
        }
        return state.confirmAll(shards)
                .map(confirmed -> confirmed.size() < shards.size()
                        ? new OwnerReply.Unready()
                        : new OwnerReply.States(
                                ids.stream().map(id -> state.held(id).state()).toList()));
    }

    private Future<OwnerReply> page(OwnerRequest.Page page) {
        Set<Integer> numbers = Set.copyOf(page.shards());
        Collection<Shard> shards = served(numbers);
        if (shards.size() < numbers.size()) {
            return unready();
        }
        return state.confirmAll(shards)
                .map(confirmed -> confirmed.size() < numbers.size()
                        ? new OwnerReply.Unready()
                        : new OwnerReply.Page(
                                state.documents().page(page.pattern(), numbers, page.after(), page.limit()),
                                state.documents().countMatches(page.pattern(), numbers)));
    }

    private Future<OwnerReply> register(OwnerRequest.Register register) {
        // First the interest, then the confirm, then the states: what is committed meanwhile comes twice, never not at
        // all.
        if (!fanOut.register(register)) {
            return unready();
        }
        return state.confirmAll(served(register.shards())).compose(confirmed -> {
            fanOut.bring(register, confirmed);
            return followed(register.edge(), confirmed);
        });
    }

    private Future<OwnerReply> followed(String edge, Collection<Shard> confirmed) {
        long epoch = fanOut.epoch(edge);
        return fanOut.position(edge)
                .<OwnerReply>map(position -> new OwnerReply.Followed(
                        epoch,
                        position,
                        confirmed.stream()
                                .filter(Shard::isServed)
                                .map(shard -> new ShardTerm(shard.number(), shard.term()))
                                .toList()))
                .otherwise(new OwnerReply.Unready());
    }

    private Collection<Shard> served(Collection<Integer> numbers) {
        List<Shard> shards = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            Shard shard = state.served(number);
            if (shard != null) {
                shards.add(shard);
            }
        }
        return shards;
    }

    private static Future<OwnerReply> unready() {
        return Future.succeededFuture(new OwnerReply.Unready());
    }
}
