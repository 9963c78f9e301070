package dev.lux.boot;

import dev.lux.http.EdgeParts;
import dev.lux.http.HttpEdge;
import dev.lux.stream.LiveStreams;
import dev.lux.subscription.Hub;
import dev.lux.subscription.LongPolls;
import dev.lux.websocket.SocketParts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The clients of one event loop: its hub, its streams, its share of the server's connections. */
final class HttpVerticle extends VerticleBase {
    private static final long FORGET_GONE_MILLIS = 5_000;

    private final int index;
    private final int port;
    private final NodeParts node;
    private final RandomGenerator random;
    private @Nullable HttpServer server;
    private @Nullable LiveStreams streams;

    /** @param port the same for all of a node: they share the server socket */
    HttpVerticle(int index, int port, NodeParts node, RandomGenerator random) {
        this.index = index;
        this.port = port;
        this.node = node;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        Hub hub = new Hub(
                index,
                context,
                node.interest(),
                node.owners(),
                node.clock(),
                new MeteredStreams(node.metrics(), node.clock()));
        vertx.setPeriodic(FORGET_GONE_MILLIS, timer -> hub.forgetGone());
        LiveStreams live = new LiveStreams(vertx, context, random);
        streams = live;
        StreamRoutes routes = new StreamRoutes(
                new SocketParts(
                        vertx,
                        node.owners(),
                        hub,
                        node.access(),
                        node.settings().limits(),
                        node.clock(),
                        node.metrics(),
                        live,
                        node.slots()),
                node.lifecycle());
        EdgeParts parts = new EdgeParts(
                node.owners(),
                new BoundedPolls(new LongPolls(vertx, hub, node.owners()), node.slots(), live),
                node.access(),
                node.settings().origins(),
                node.settings().limits(),
                node.clock(),
                node.metrics(),
                node.lifecycle(),
                routes);
        HttpServerOptions options = HttpEdge.options(node.settings().limits())
                .setSendBufferSize(node.settings().limits().socketBufferBytes())
                .setWebSocketSubProtocols(java.util.List.of("lux.v1"))
                .setReuseAddress(true);
        HttpServer created =
                new HttpEdge(vertx, parts, node.admin(), node.pages()).install(vertx.createHttpServer(options));
        server = created;
        return created.listen(port, node.settings().host());
    }

    /** The port that the server listens on. */
    int actualPort() {
        return Objects.requireNonNull(server).actualPort();
    }

    /** Tells every client of this event loop to go elsewhere. */
    Future<Void> sayBye(Duration spread) {
        LiveStreams live = streams;
        return live == null ? Future.succeededFuture() : live.sayBye(spread);
    }

    /** Ends the streams, and takes no more connections. Requests under way have {@code limit} to end. */
    Future<Void> end(Duration limit) {
        LiveStreams live = streams;
        HttpServer listening = server;
        if (live == null || listening == null) {
            return Future.succeededFuture();
        }
        return live.end().compose(ended -> listening.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS));
    }
}
