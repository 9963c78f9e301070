package dev.lux.http;

import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that hold no request: new ones that do not finish a head in time, however slowly they send it,
 * and used ones that stay idle. The codec has no such timeout, and one that counts bytes is kept alive by a drip.
 */
final class IdleConnections {
    /** How long a connection may be kept for a next request. */
    private static final Duration KEPT = Duration.ofSeconds(75);

    private final Map<HttpConnection, Long> idleUntilNanos = new HashMap<>();
    private final Clock clock;
    private final Duration firstHead;

    /** Call it on the event loop whose connections these are. */
    IdleConnections(Vertx vertx, Clock clock, Duration firstHead) {
        this.clock = clock;
        this.firstHead = firstHead;
        vertx.setPeriodic(Math.max(10, Math.min(1000, firstHead.toMillis() / 4)), timer -> closeIdle());
    }

    void opened(HttpConnection connection) {
        idleUntilNanos.put(connection, clock.elapsedNanos() + firstHead.toNanos());
        // Not the close handler: it is not called for a connection that became a socket.
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(closed -> idleUntilNanos.remove(connection));
    }

    /** A request has come. */
    void busy(HttpConnection connection) {
        idleUntilNanos.replace(connection, Long.MAX_VALUE);
    }

    /** Its answer has ended. */
    void idle(HttpConnection connection) {
        idleUntilNanos.replace(connection, clock.elapsedNanos() + KEPT.toNanos());
    }

    private void closeIdle() {
        long now = clock.elapsedNanos();
        for (Map.Entry<HttpConnection, Long> entry : new ArrayList<>(idleUntilNanos.entrySet())) {
            if (entry.getValue() != Long.MAX_VALUE && entry.getValue() - now < 0) {
                entry.getKey().close();
            }
        }
    }
}
