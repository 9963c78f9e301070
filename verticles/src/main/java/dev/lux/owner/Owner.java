package dev.lux.owner;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers the requests of edges. Reads are answered after a confirm of every shard that they concern, so a node that is
 * no longer the owner answers nothing.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Owner {
    private final OwnerState state;
    private final FanOut fanOut;

    Owner(OwnerState state, FanOut fanOut) {
        this.state = state;
        this.fanOut = fanOut;
    }

    /** Never fails: what goes wrong is an {@link OwnerReply.Failed}. */
    Future<OwnerReply> handle(OwnerRequest request) {
        // A switch over sealed types, as instanceof: the project compiles for Java 17.
        if (request instanceof OwnerRequest.Writes writes) {
            return write(writes.writes());
        } else if (request instanceof OwnerRequest.Read read) {
            return read(read.ids());
        } else if (request instanceof OwnerRequest.Page page) {
            return page(page);
        } else if (request instanceof OwnerRequest.Register register) {
            return register(register);
        } else if (request instanceof OwnerRequest.Unregister unregister) {
            fanOut.unregister(unregister.edge(), unregister.patterns());
            return fanOut.position(unregister.edge()).map(OwnerReply.Position::new);
        } else {
            String edge = ((OwnerRequest.Sync) request).edge();
            return confirmed(state.allServed(), () -> fanOut.position(edge).map(OwnerReply.Position::new));
        }
    }

    private Future<OwnerReply> write(List<Write> writes) {
        List<Future<WriteReply>> replies = new ArrayList<>(writes.size());
        for (Write write : writes) {
            DocumentCell cell = state.cellFor(write.id());
            replies.add(cell == null ? Future.succeededFuture(notServed()) : cell.offer(write));
        }
        return Future.join(replies)
                .map(all -> new OwnerReply.Writes(
                        replies.stream().map(Future::result).toList()));
    }

    private static WriteReply notServed() {
        return new WriteReply.Refused(ErrorCode.BUSY, "The document's owner is changing.");
    }

    private Future<OwnerReply> read(List<String> ids) {
        Set<Shard> shards = new LinkedHashSet<>();
        for (String id : ids) {
            Shard shard = state.shardOf(id);
            if (shard == null) {
                return Future.succeededFuture(ownerChanging());
            }
            shards.add(shard);
        }
        return confirmed(
                shards,
                () -> Future.succeededFuture(
                        new OwnerReply.States(ids.stream().map(state::newest).toList())));
    }

    private Future<OwnerReply> page(OwnerRequest.Page page) {
        return confirmed(
                state.allServed(),
                () -> Future.succeededFuture(new OwnerReply.Page(
                        state.documents().page(page.pattern(), page.after(), page.limit()),
                        state.documents().countMatches(page.pattern()))));
    }

    private Future<OwnerReply> register(OwnerRequest.Register register) {
        // First the interest, then the confirm, then the states: what is committed meanwhile comes twice, never not at
        // all.
        fanOut.register(register.edge(), register.patterns());
        Collection<Shard> shards = shardsOf(register.patterns());
        if (shards.contains(null)) {
            return Future.succeededFuture(ownerChanging());
        }
        return confirmed(shards, () -> {
            List<DocumentState> states = new ArrayList<>();
            register.patterns().forEach(pattern -> state.documents().forEachMatch(pattern, states::add));
            return fanOut.position(register.edge()).map(position -> new OwnerReply.Registered(states, position));
        });
    }

    /** The shards in which there may be matches; with a {@code null} for each document whose shard is not served. */
    private Collection<Shard> shardsOf(List<Pattern> patterns) {
        if (patterns.stream().anyMatch(Pattern::isPrefix)) {
            return state.allServed();
        }
        List<Shard> shards = new ArrayList<>();
        patterns.forEach(pattern -> shards.add(state.shardOf(pattern.text())));
        return shards;
    }

    private Future<OwnerReply> confirmed(Collection<Shard> shards, Supplier<Future<? extends OwnerReply>> answer) {
        return state.confirmAll(shards)
                .compose(owned -> owned ? answer.get().map(reply -> reply) : Future.succeededFuture(ownerChanging()));
    }

    private static OwnerReply ownerChanging() {
        return new OwnerReply.Failed(ErrorCode.BUSY, "An owner is changing.");
    }
}
