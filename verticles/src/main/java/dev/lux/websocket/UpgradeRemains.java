package dev.lux.websocket;

import io.netty.channel.Channel;
import io.vertx.core.internal.concurrent.OutboundMessageQueue;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.core.streams.impl.MessagePassingQueue;
import java.lang.reflect.Field;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Vert.x 5.0 keeps of an upgrade for as long as the socket lives, more than the socket itself needs: the handler's
 * factory holds the request, its answer, the routing and the HTTP connection; and the queue towards the socket begins
 * with room for a thousand messages, where frames pass it by. Together two thirds of an idle socket's memory
 * (docs/adr/0024). Neither can be reached but by reflection; where that fails, a socket only takes more memory.
 */
final class UpgradeRemains {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeRemains.class);
    private static final @Nullable Fields FIELDS = find();

    private record Fields(Field factory, Field outbound, Field passing, Field queue) {}

    private UpgradeRemains() {}

    private static @Nullable Fields find() {
        try {
            return new Fields(
                    field(VertxHandler.class, "connectionFactory"),
                    field(VertxConnection.class, "outboundMessageQueue"),
                    field(OutboundMessageQueue.class, "mqp"),
                    field(MessagePassingQueue.class, "queue"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("sockets keep what their upgrade needed: {}", e.toString());
            return null;
        }
    }

    private static Field field(Class<?> holder, String name) throws ReflectiveOperationException {
        Field field = holder.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Call it on the socket's event loop, when the upgrade is complete and nothing was sent. */
    static void letGo(Channel channel) {
        VertxHandler<?> handler = channel.pipeline().get(VertxHandler.class);
        if (FIELDS == null || handler == null) {
            return;
        }
        try {
            // Only used when the handler joins a pipeline, which it has.
            FIELDS.factory.set(handler, null);
            Object messages = FIELDS.passing.get(FIELDS.outbound.get(handler.getConnection()));
            if (((Queue<?>) FIELDS.queue.get(messages)).isEmpty()) {
                FIELDS.queue.set(messages, new ConcurrentLinkedQueue<>());
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("a socket keeps what its upgrade needed", e);
        }
    }
}
