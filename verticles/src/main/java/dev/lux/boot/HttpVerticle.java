package dev.lux.boot;

import dev.lux.admin.MeasuredOwners;
import dev.lux.http.EdgeParts;
import dev.lux.http.HttpEdge;
import dev.lux.lifecycle.AdmittedWrites;
import dev.lux.limits.Limits;
import dev.lux.loop.Loop;
import dev.lux.loop.VertxLoop;
import dev.lux.route.BusAddress;
import dev.lux.route.BusOwnerCalls;
import dev.lux.route.OwnerCalls;
import dev.lux.route.OwnerClient;
import dev.lux.route.Owners;
import dev.lux.route.Patience;
import dev.lux.route.WriteLanes;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStreams;
import dev.lux.subscription.Hub;
import dev.lux.subscription.LongPolls;
import dev.lux.tls.CertificateWatch;
import dev.lux.websocket.SessionBeats;
import dev.lux.websocket.SharedFrames;
import dev.lux.websocket.SocketParts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of one event loop: its hub, its streams, its share of the server's connections. */
final class HttpVerticle extends VerticleBase {
    private static final long FORGET_GONE_MILLIS = 5_000;
    private static final long GO_ON_MILLIS = 250;
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

    private final int index;
    private final int port;
    private final NodeParts node;
    private @Nullable HttpServer server;
    private @Nullable LiveStreams streams;

    /** @param port the same for all of a node: they share the server socket */
    HttpVerticle(int index, int port, NodeParts node) {
        this.index = index;
        this.port = port;
        this.node = node;
    }

    @Override
    public Future<?> start() {
        Loop loop = new VertxLoop(vertx, context);
        Owners owners = owners(loop);
        Hub hub = new Hub(
                loop,
                node.replica(),
                owners,
                node.clock(),
                new MeteredStreams(node.metrics(), node.clock()),
                node.lifecycle().contact());
        vertx.setPeriodic(GO_ON_MILLIS, timer -> hub.goOn());
        vertx.setPeriodic(FORGET_GONE_MILLIS, timer -> hub.forgetGone());
        SessionBeats beats = new SessionBeats();
        vertx.setPeriodic(Limits.SESSION_BEAT.toMillis(), timer -> beats.beat());
        LiveStreams live = new LiveStreams(vertx, context, node.random());
        streams = live;
        StreamRoutes routes = new StreamRoutes(
                new SocketParts(
                        vertx,
                        owners,
                        hub,
                        node.access(),
                        node.settings().limits(),
                        node.rates(),
                        node.clock(),
                        node.metrics(),
                        new SharedFrames(loop::run),
                        live,
                        node.slots(),
                        beats,
                        node.lifecycle().contact()),
                node.lifecycle());
        EdgeParts parts = new EdgeParts(
                owners,
                new BoundedPolls(new LongPolls(vertx, hub, owners), node.slots(), live),
                node.access(),
                node.settings().origins(),
                node.settings().limits(),
                node.rates(),
                node.clock(),
                node.metrics(),
                node.lifecycle(),
                node.cluster(),
                node.questions(),
                routes);
        HttpServerOptions options = HttpEdge.options(node.settings().limits())
                .setSendBufferSize(node.settings().limits().socketBufferBytes())
                .setWebSocketSubProtocols(java.util.List.of("lux.v1"))
                .setReuseAddress(true);
        CertificateWatch certificate = node.certificate();
        if (certificate != null) {
            // HTTP/1.1 alone: what stands before Vert.x's codec knows no other.
            options.setSsl(true).setUseAlpn(false).setKeyCertOptions(certificate.options());
        }
        HttpServer created =
                new HttpEdge(vertx, parts, node.admin(), node.pages()).install(vertx.createHttpServer(options));
        server = created;
        return created.listen(port, node.settings().host());
    }

    /** The owners as this event loop asks them. */
    private Owners owners(Loop loop) {
        BusAddress addresses = node.addresses();
        OwnerCalls calls = new BusOwnerCalls(vertx, addresses, loop);
        Patience patience = new Patience(loop, node.clock(), node.random());
        WriteLanes writes = new WriteLanes(addresses.writer(index), addresses, calls, loop, node.clock(), patience);
        OwnerClient client = new OwnerClient(addresses, calls, patience, writes);
        AdmittedWrites admitted = new AdmittedWrites(
                client,
                node.lifecycle(),
                node.waitingWrites(),
                id -> String.valueOf(addresses.ownerOf(addresses.shardOf(id))));
        return new MeasuredOwners(admitted, node.metrics(), node.clock());
    }

    /** The port that the server listens on. */
    int actualPort() {
        return Objects.requireNonNull(server).actualPort();
    }

    /** Connections that are made from now on see another certificate. */
    void show(PemKeyCertOptions certificate) {
        HttpServer listening = server;
        if (listening != null) {
            listening
                    .updateSSLOptions(new ServerSSLOptions().setUseAlpn(false).setKeyCertOptions(certificate))
                    .onFailure(e -> LOG.error("the certificate stays as it was", e));
        }
    }

    /** The streams of this event loop, to be told to go elsewhere; from its start on. */
    LiveStreams streams() {
        return Objects.requireNonNull(streams);
    }

    /** Ends the streams, and takes no more connections. Requests under way have {@code limit} to end. */
    Future<Void> end(Duration limit) {
        LiveStreams live = streams;
        HttpServer listening = server;
        if (live == null || listening == null) {
            return Future.succeededFuture();
        }
        return live.end(Farewell.DRAINING)
                .compose(ended -> listening.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS));
    }
}
