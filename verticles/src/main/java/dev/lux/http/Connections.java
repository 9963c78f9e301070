package dev.lux.http;

import dev.lux.time.Clock;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop that are no sockets: each gets a strict codec and a guard, and ends when it holds no request for too
 * long. A head that does not come in time is refused, however slowly it drips: the codec has no such timeout, and one
 * that counts bytes is kept alive by a drip.
 */
final class Connections {
    /** How long a connection may be kept for a next request. */
    private static final Duration KEPT = Duration.ofSeconds(75);

    private final Map<Channel, ConnectionGuard> open = new HashMap<>();
    private final HttpServerOptions options;
    private final Clock clock;
    private final Duration headTimeout;

    /**
     * Call it on the event loop whose connections these are.
     *
     * @param options of the server
     * @param headTimeout from the first byte of a head to its last, and from a connection to its first request
     */
    Connections(Vertx vertx, HttpServerOptions options, Clock clock, Duration headTimeout) {
        this.options = options;
        this.clock = clock;
        this.headTimeout = headTimeout;
        vertx.setPeriodic(Math.max(10, Math.min(1000, headTimeout.toMillis() / 4)), timer -> checkTime());
    }

    /** Call it before anything was read. The way to the channel and its codec is an internal interface of Vert.x. */
    void opened(HttpConnection connection) {
        Channel channel = channelOf(connection);
        StrictDecoder decoder = new StrictDecoder(options, clock);
        ConnectionGuard guard = new ConnectionGuard(connection, channel, decoder, headTimeout, clock.elapsedNanos());
        channel.pipeline().replace(VertxHttpRequestDecoder.class, "httpDecoder", decoder);
        guard.install();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        open.put(channel, guard);
        // Not the close handler: it is not called for a connection that became a socket.
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    private static Channel channelOf(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    /** A request has come. */
    void busy(HttpConnection connection) {
        ConnectionGuard guard = open.get(channelOf(connection));
        if (guard != null) {
            guard.busy();
        }
    }

    /** Its answer has ended. */
    void idle(HttpConnection connection) {
        ConnectionGuard guard = open.get(channelOf(connection));
        if (guard != null) {
            guard.idle(clock.elapsedNanos() + KEPT.toNanos());
        }
    }

    private void checkTime() {
        long now = clock.elapsedNanos();
        open.values().removeIf(ConnectionGuard::forgetIfSocket);
        List.copyOf(open.values()).forEach(guard -> guard.checkTime(now));
    }
}
