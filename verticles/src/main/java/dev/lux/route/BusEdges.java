package dev.lux.route;

import dev.lux.command.Beacon;
import dev.lux.command.Update;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The edges behind the event bus. Usable on any context; completes on the caller's. */
public final class BusEdges implements Edges {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final BusAddress addresses;

    public BusEdges(Vertx vertx, BusAddress addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    @Override
    public Future<Long> update(String edge, Update update) {
        var options = MessageCodecs.updateOptions()
                .setSendTimeout(ACK_DEADLINE.toMillis())
                .setLocalOnly(addresses.isLocal(edge));
        return vertx.eventBus().<Long>request(edge, update, options).map(message -> message.body());
    }

    @Override
    public void beacon(String edge, Beacon beacon) {
        vertx.eventBus().send(edge, beacon, MessageCodecs.beaconOptions().setLocalOnly(addresses.isLocal(edge)));
    }

    @Override
    public boolean isMember(String edge) {
        return addresses.isAlive(edge);
    }

    /** Serves what owners send to the edge of this node. */
    public static Future<Void> serve(Vertx vertx, String edge, Receiver receiver) {
        return vertx.eventBus()
                .consumer(edge, message -> {
                    if (message.body() instanceof Update update) {
                        message.reply(receiver.update(update));
                    } else if (message.body() instanceof Beacon beacon) {
                        receiver.beacon(beacon);
                    }
                })
                .completion();
    }

    /** The edge of this node. */
    public interface Receiver {
        /** @return up to which number it has everything of that stream */
        long update(Update update);

        void beacon(Beacon beacon);
    }
}
