package dev.lux.route;

import dev.lux.command.Update;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** The edges behind the event bus, as owners see them. Usable on any context; completes on the caller's. */
public final class EdgeClient {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(3);
    private static final long REPAIR_MILLIS = 500;

    private final Vertx vertx;
    private final BusAddress addresses;

    public EdgeClient(Vertx vertx, BusAddress addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    /**
     * Sends one update. Delivery: at most once per call; order: that of the calls from one context.
     *
     * @return the number up to which the edge has everything; fails when no answer came in time
     */
    public Future<Long> update(String edge, Update update) {
        var options = MessageCodecs.updateOptions()
                .setSendTimeout(ACK_DEADLINE.toMillis())
                .setLocalOnly(addresses.isLocal(edge));
        return vertx.eventBus().<Long>request(edge, update, options).map(message -> message.body());
    }

    /** Serves the updates to the edge of this node. {@code handler} says up to which number it has everything. */
    public static Future<Void> serve(Vertx vertx, String edge, ToLongFunction<Update> handler) {
        return vertx.eventBus()
                .<Update>consumer(edge, message -> message.reply(handler.applyAsLong(message.body())))
                .completion();
    }

    /** Whether the edge is in the cluster, so that it makes sense to send again. */
    public boolean isMember(String edge) {
        return addresses.isAlive(edge);
    }

    /** Runs {@code task} when it makes sense to send again. */
    public void later(Runnable task) {
        vertx.setTimer(REPAIR_MILLIS, timer -> task.run());
    }
}
