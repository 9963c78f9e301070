package dev.lux.subscription;

import dev.lux.command.OwnerReply;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.document.PatternIndex;
import dev.lux.error.LuxException;
import dev.lux.route.OwnerClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this node as a whole wants of the owners, and which of its hubs wants it. Each owner hears of a pattern once,
 * and sends each change once, however many streams and hubs want it.
 *
 * <p>Belongs to one event loop; public and package calls may come from any, answers come on this one.
 */
public final class NodeInterest {
    private final String edge;
    private final Context context;
    private final OwnerClient owners;
    private final PatternIndex<Set<Hub>> interest = new PatternIndex<>();
    private final Map<String, IncomingStream> streams = new HashMap<>();

    /** @param edge the bus address of this node's edge */
    NodeInterest(String edge, Context context, OwnerClient owners) {
        this.edge = edge;
        this.context = context;
        this.owners = owners;
    }

    /** Takes an update. @return up to which number this edge has everything of that stream */
    long update(Update update) {
        IncomingStream stream = stream(update.owner());
        if (stream.isNext(update.number())) {
            route(update.changes());
            stream.advance();
        }
        return stream.applied();
    }

    private void route(List<Update.Change> changes) {
        Map<Hub, List<Change>> byHub = new HashMap<>();
        for (Update.Change change : changes) {
            Change shared = new Change(new SharedState(change.state()), change.replaced());
            Set<Hub> wanting = new LinkedHashSet<>();
            interest.forEachMatch(change.state().id(), wanting::addAll);
            wanting.forEach(hub ->
                    byHub.computeIfAbsent(hub, first -> new ArrayList<>()).add(shared));
        }
        byHub.forEach((hub, forHub) -> hub.run(() -> hub.apply(forHub)));
    }

    /** From now on {@code hub} gets every change that matches; answered with the live matches. */
    Future<List<SharedState>> register(Hub hub, Pattern pattern) {
        return here(() -> {
            Set<Hub> hubs = interest.get(pattern);
            if (hubs == null) {
                hubs = new LinkedHashSet<>();
                interest.put(pattern, hubs);
            }
            hubs.add(hub);
            List<Future<OwnerReply.Registered>> answers = owners.ownersOf(pattern).stream()
                    .map(owner -> owners.register(owner, edge, List.of(pattern))
                            .compose(registered ->
                                    stream(owner).reached(registered.position()).map(registered)))
                    .toList();
            return Future.all(answers)
                    .map(all -> answers.stream()
                            .flatMap(answer -> answer.result().states().stream())
                            .map(SharedState::new)
                            .toList());
        });
    }

    /** {@code hub} no longer wants it. */
    void unregister(Hub hub, Pattern pattern) {
        context.runOnContext(turn -> {
            Set<Hub> hubs = interest.get(pattern);
            if (hubs != null && hubs.remove(hub) && hubs.isEmpty()) {
                interest.remove(pattern);
                owners.ownersOf(pattern).forEach(owner -> owners.unregister(owner, edge, List.of(pattern)));
            }
        });
    }

    /** Succeeds when the hubs have been handed everything that was acknowledged before the call. */
    Future<Void> sync() {
        return here(() -> {
            List<Future<Void>> reached = streams.keySet().stream()
                    .map(owner -> owners.sync(owner, edge)
                            .compose(position -> stream(owner).reached(position.sent())))
                    .toList();
            return Future.all(reached).mapEmpty();
        });
    }

    private IncomingStream stream(String owner) {
        return streams.computeIfAbsent(owner, name -> new IncomingStream());
    }

    /** @param ask fails only with a {@link LuxException} */
    private <T> Future<T> here(Supplier<Future<T>> ask) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(turn -> ask.get().onComplete(answer));
        return answer.future();
    }
}
