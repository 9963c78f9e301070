package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.loop.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Requests to owners over the event bus. The bus says nothing when the node of an owner goes, so this looks after those
 * that wait for one.
 *
 * <p>Belongs to one event loop.
 */
public final class BusOwnerCalls implements OwnerCalls {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Vertx vertx;
    private final BusAddress addresses;
    private final Loop loop;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean looking;

    private record Waiting(String owner, Promise<OwnerReply> answer) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    public BusOwnerCalls(Vertx vertx, BusAddress addresses, Loop loop) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.loop = loop;
    }

    @Override
    public Future<OwnerReply> ask(String owner, OwnerRequest request, Duration patience) {
        boolean local = addresses.isLocal(owner);
        var options = MessageCodecs.requestOptions()
                .setSendTimeout(Math.max(1, patience.toMillis()))
                .setLocalOnly(local);
        Future<OwnerReply> reply = vertx.eventBus()
                .<OwnerReply>request(owner, request, options)
                .map(message -> message.body())
                .recover(failure -> Future.failedFuture(noAnswer(failure)));
        if (local) {
            return reply;
        }
        Waiting wait = new Waiting(owner, Promise.promise());
        waiting.add(wait);
        look();
        reply.onComplete(result -> {
            waiting.remove(wait);
            if (result.succeeded()) {
                wait.answer.tryComplete(result.result());
            } else {
                wait.answer.tryFail(result.cause());
            }
        });
        return wait.answer.future();
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        loop.after(LOOK, () -> {
            looking = false;
            for (Waiting wait : List.copyOf(waiting)) {
                if (!addresses.isAlive(wait.owner)) {
                    waiting.remove(wait);
                    wait.answer.tryFail(new NoAnswer(true, "the owner's node has left"));
                }
            }
            if (!waiting.isEmpty()) {
                look();
            }
        });
    }

    private static NoAnswer noAnswer(Throwable failure) {
        boolean nobody = failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
        return new NoAnswer(!nobody, nobody ? "no such owner" : "no answer in time");
    }

    /** Serves the requests to one owner of this node. {@code handler} never fails. */
    public static Future<Void> serve(Vertx vertx, String address, Function<OwnerRequest, Future<OwnerReply>> handler) {
        return vertx.eventBus()
                .<OwnerRequest>consumer(
                        address,
                        message -> handler.apply(message.body())
                                .onSuccess(reply -> message.reply(reply, MessageCodecs.replyOptions())))
                .completion();
    }
}
