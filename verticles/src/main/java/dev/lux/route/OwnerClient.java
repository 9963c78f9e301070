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
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The owners behind the event bus. Stateless, so usable on any context. */
public final class OwnerClient implements Owners {
    private final BusAddress addresses;
    private final OwnerCalls calls;

    public OwnerClient(Vertx vertx, BusAddress addresses) {
        this.addresses = addresses;
        this.calls = new OwnerCalls(vertx, addresses);
    }

    /** Serves the requests to one owner of this node. {@code handler} never fails. */
    public static Future<Void> serve(Vertx vertx, String address, Function<OwnerRequest, Future<OwnerReply>> handler) {
        return OwnerCalls.serve(vertx, address, handler);
    }

    @Override
    public Future<List<WriteReply>> write(List<Write> writes) {
        if (writes.size() == 1) {
            return writeTo(addresses.ownerOf(writes.get(0).id()), writes);
        }
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        WriteReply[] replies = new WriteReply[writes.size()];
        for (int i = 0; i < replies.length; i++) {
            String owner = addresses.ownerOf(writes.get(i).id());
            if (owner == null) {
                replies[i] = noOwner();
            } else {
                positions.computeIfAbsent(owner, address -> new ArrayList<>()).add(i);
            }
        }
        List<Future<?>> answers = new ArrayList<>();
        positions.forEach((owner, indexes) ->
                answers.add(writeTo(owner, indexes.stream().map(writes::get).toList())
                        .onSuccess(all -> {
                            for (int i = 0; i < all.size(); i++) {
                                replies[indexes.get(i)] = all.get(i);
                            }
                        })));
        return Future.join(answers).map(done -> Arrays.asList(replies));
    }

    private Future<List<WriteReply>> writeTo(@Nullable String owner, List<Write> writes) {
        if (owner == null) {
            return Future.succeededFuture(
                    writes.stream().map(write -> noOwner()).toList());
        }
        return calls.ask(owner, new OwnerRequest.Writes(writes)).map(reply -> {
            if (reply instanceof OwnerReply.Writes answered) {
                return answered.replies();
            }
            WriteReply refused = refusal(reply);
            return writes.stream().map(write -> refused).toList();
        });
    }

    private static WriteReply noOwner() {
        return new WriteReply.Refused(ErrorCode.BUSY, "The document has no owner now.");
    }

    private static WriteReply refusal(OwnerReply reply) {
        return reply instanceof OwnerReply.Failed failed
                ? new WriteReply.Refused(failed.code(), failed.detail())
                : new WriteReply.Refused(ErrorCode.INTERNAL, "The owner gave an answer to another question.");
    }

    @Override
    public Future<DocumentState> read(String id) {
        String owner = addresses.ownerOf(id);
        if (owner == null) {
            return Future.failedFuture(new LuxException(ErrorCode.BUSY, "The document has no owner now."));
        }
        return ask(owner, new OwnerRequest.Read(List.of(id)), OwnerReply.States.class)
                .map(states -> states.states().get(0));
    }

    @Override
    public Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
        List<String> owners = pattern.isPrefix() ? addresses.allOwners() : ownersOf(pattern.text());
        List<Future<OwnerReply.Page>> pages = owners.stream()
                .map(owner -> ask(owner, new OwnerRequest.Page(pattern, after, limit), OwnerReply.Page.class))
                .toList();
        return Future.all(pages)
                .map(all -> new OwnerReply.Page(
                        pages.stream()
                                .flatMap(page -> page.result().documents().stream())
                                .sorted(Comparator.comparing(DocumentState::id))
                                .limit(limit)
                                .toList(),
                        pages.stream().mapToInt(page -> page.result().total()).sum()));
    }

    /** Every owner that may hold a match of the pattern. */
    public List<String> ownersOf(Pattern pattern) {
        return pattern.isPrefix() ? addresses.allOwners() : ownersOf(pattern.text());
    }

    private List<String> ownersOf(String id) {
        String owner = addresses.ownerOf(id);
        return owner == null ? List.of() : List.of(owner);
    }

    /** From now on {@code edge} gets every change that matches; answered with the live matches of that owner. */
    public Future<OwnerReply.Registered> register(String owner, String edge, List<Pattern> patterns) {
        return ask(owner, new OwnerRequest.Register(edge, patterns), OwnerReply.Registered.class);
    }

    /** No longer push these to {@code edge}. */
    public Future<OwnerReply.Position> unregister(String owner, String edge, List<Pattern> patterns) {
        return ask(owner, new OwnerRequest.Unregister(edge, patterns), OwnerReply.Position.class);
    }

    /** How far the stream from {@code owner} to {@code edge} is, after a confirm. */
    public Future<OwnerReply.Position> sync(String owner, String edge) {
        return ask(owner, new OwnerRequest.Sync(edge), OwnerReply.Position.class);
    }

    private <R extends OwnerReply> Future<R> ask(String owner, OwnerRequest request, Class<R> expected) {
        return calls.ask(owner, request).compose(reply -> {
            if (expected.isInstance(reply)) {
                return Future.succeededFuture(expected.cast(reply));
            }
            if (reply instanceof OwnerReply.Failed failed) {
                // A question changes nothing, so it may always be asked again.
                return Future.failedFuture(new LuxException(ErrorCode.BUSY, failed.detail()));
            }
            return Future.failedFuture(
                    new LuxException(ErrorCode.INTERNAL, "The owner gave an answer to another question."));
        });
    }
}
