package dev.lux.route;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The nodes behind the event bus. Usable on any context; completes on the caller's. */
public final class BusNodes implements Nodes {
    private final Vertx vertx;
    private final BusAddress addresses;

    public BusNodes(Vertx vertx, BusAddress addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    @Override
    public Future<Map<String, byte[]>> askAll(String question, Duration deadline) {
        Map<String, byte[]> answers = new ConcurrentHashMap<>();
        List<Future<?>> asked = new ArrayList<>();
        for (String node : addresses.nodes()) {
            DeliveryOptions options = new DeliveryOptions()
                    .setSendTimeout(deadline.toMillis())
                    .setLocalOnly(node.equals(addresses.localNode()));
            asked.add(vertx.eventBus()
                    .<Buffer>request(addresses.node(node), question, options)
                    .onSuccess(reply -> answers.put(node, reply.body().getBytes())));
        }
        return Future.join(asked).transform(all -> Future.succeededFuture(new TreeMap<>(answers)));
    }

    /**
     * Serves the questions to this node.
     *
     * @param answer this node's; when it fails, the asker has none
     */
    public static Future<Void> serve(Vertx vertx, BusAddress addresses, Function<String, Future<byte[]>> answer) {
        return vertx.eventBus()
                .<String>consumer(
                        addresses.node(addresses.localNode()),
                        message -> answer.apply(message.body())
                                .onSuccess(bytes -> message.reply(Buffer.buffer(bytes)))
                                .onFailure(failure -> message.fail(1, String.valueOf(failure.getMessage()))))
                .completion();
    }
}
