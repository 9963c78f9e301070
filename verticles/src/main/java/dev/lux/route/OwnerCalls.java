package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Function;

/** One request to one owner over the event bus, with a deadline. Usable on any context; completes on the caller's. */
final class OwnerCalls {
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final BusAddress addresses;

    OwnerCalls(Vertx vertx, BusAddress addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    /** Never fails: a message that got no answer is an {@link OwnerReply.Failed}. */
    Future<OwnerReply> ask(String owner, OwnerRequest request) {
        var options = MessageCodecs.requestOptions()
                .setSendTimeout(DEADLINE.toMillis())
                .setLocalOnly(addresses.isLocal(owner));
        return vertx.eventBus()
                .<OwnerReply>request(owner, request, options)
                .map(message -> message.body())
                .otherwise(failure -> new OwnerReply.Failed(codeOf(failure), "The owner did not answer."));
    }

    /** Serves the requests to one owner of this node. {@code handler} never fails. */
    static Future<Void> serve(Vertx vertx, String address, Function<OwnerRequest, Future<OwnerReply>> handler) {
        return vertx.eventBus()
                .<OwnerRequest>consumer(
                        address,
                        message -> handler.apply(message.body())
                                .onSuccess(reply -> message.reply(reply, MessageCodecs.replyOptions())))
                .completion();
    }

    /** Nobody there: surely not applied. No answer in time: it may be. */
    private static ErrorCode codeOf(Throwable failure) {
        boolean nobody = failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
        return nobody ? ErrorCode.BUSY : ErrorCode.OUTCOME_UNKNOWN;
    }
}
