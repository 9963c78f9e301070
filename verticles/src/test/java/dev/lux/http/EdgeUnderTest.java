package dev.lux.http;

import dev.lux.access.Access;
import dev.lux.access.DevelopmentKey;
import dev.lux.access.Origins;
import dev.lux.admin.AdminRoutes;
import dev.lux.admin.BrokerMetrics;
import dev.lux.admin.ClusterStatus;
import dev.lux.admin.MeasuredOwners;
import dev.lux.admin.NodeAudit;
import dev.lux.admin.NodeQuestions;
import dev.lux.http.pages.StaticPages;
import dev.lux.lifecycle.Contact;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.limits.Limits;
import dev.lux.rates.RateLimits;
import dev.lux.rates.Rates;
import dev.lux.rates.TrustedProxies;
import dev.lux.route.Nodes;
import dev.lux.route.ScriptedTable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A real server on loopback with the edge on it, and {@link MemoryOwners} behind. */
final class EdgeUnderTest implements AutoCloseable {
    static final String KEY = "a-key-for-tests";
    static final String AUTH = "Authorization: Bearer " + KEY + "\r\n";
    static final Limits LIMITS = new Limits(
            1024,
            1 << 20,
            8,
            32,
            16 * 1024,
            4,
            100,
            1 << 20,
            10,
            10,
            Duration.ofMillis(400),
            65536,
            Duration.ofHours(1));

    final MemoryOwners owners = new MemoryOwners();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final SkippingClock clock = new SkippingClock();
    /** As {@link Contact#number}. */
    final AtomicLong heard = new AtomicLong(1);

    final Lifecycle lifecycle = new Lifecycle(contact(heard));
    final ScopedTokens scoped = new ScopedTokens();
    volatile boolean ready = true;
    private final Vertx vertx = Vertx.vertx();
    private volatile HttpServer server;
    private volatile Context eventLoop;

    EdgeUnderTest() {
        await(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                eventLoop = context;
                return listen(vertx);
            }
        }));
    }

    private static Contact contact(AtomicLong heard) {
        Contact contact = new Contact(heard::get);
        contact.informed(1);
        return contact;
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Future<?> listen(Vertx vertx) {
        BrokerMetrics metrics = new BrokerMetrics(registry);
        Nodes nodes = (question, deadline) -> Future.succeededFuture(Map.of());
        ClusterStatus status = new ClusterStatus(
                new ScriptedTable(),
                1,
                new ClusterStatus.Local(
                        () -> ready, () -> 0, () -> 0, () -> 0, () -> 0, metrics.repairs(), () -> "127.0.0.1:1"),
                nodes);
        EdgeParts parts = new EdgeParts(
                new MeasuredOwners(owners, metrics, clock),
                owners,
                new Access(clock, 4096, List.of(new DevelopmentKey(KEY), scoped)),
                new Origins(true, false, Set.of("https://ops.example.com")),
                LIMITS,
                new Rates(RateLimits.NONE, TrustedProxies.NONE, clock),
                clock,
                metrics,
                lifecycle,
                status,
                new NodeQuestions(4, nodes, status, new NodeAudit(vertx, shard -> null, List.of())),
                EdgeUnderTest::stream);
        StaticPages pages = StaticPages.load(EdgeUnderTest.class.getClassLoader(), "pages-under-test");
        HttpEdge edge = new HttpEdge(vertx, parts, new AdminRoutes(() -> ready, registry, true), pages);
        server = edge.install(vertx.createHttpServer(HttpEdge.options(LIMITS)));
        return server.listen(0, "127.0.0.1");
    }

    private static void stream(RoutingContext ctx) {
        if (ctx.request().canUpgradeToWebSocket()) {
            ctx.request().toWebSocket();
        } else {
            ctx.response().end("stream " + ctx.pathParam("id"));
        }
    }

    /** Completes as a hub or an owner does: on the event loop of the connections. */
    <T> void complete(Promise<T> promise, T result) {
        eventLoop.runOnContext(turn -> promise.complete(result));
    }

    int port() {
        return server.actualPort();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    /** Sends exactly this on a new connection. */
    Response raw(String text) throws IOException {
        try (RawClient client = connect()) {
            return client.send(text).receive(!text.startsWith("HEAD "));
        }
    }

    /** A request without body, with credential; each header is {@code Name: value}. */
    Response request(String method, String target, String... headers) throws IOException {
        return raw(head(method, target, headers) + "\r\n");
    }

    /**
     * The same as someone else.
     *
     * @param scopes such as {@code read:a-*}, with semicolons between
     * @param headersAndBody headers, and after an empty one the body
     */
    Response as(String scopes, String method, String target, String... headersAndBody) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + ScopedTokens.MARK + scopes + "\r\n");
        String body = "";
        for (int i = 0; i < headersAndBody.length; i++) {
            if (headersAndBody[i].isEmpty()) {
                body = headersAndBody[i + 1];
                request.append("Content-Length: ").append(body.length()).append("\r\n");
                break;
            }
            request.append(headersAndBody[i]).append("\r\n");
        }
        return raw(request + "\r\n" + body);
    }

    /** A request with an {@code application/json} body, with credential. */
    Response json(String method, String target, String body, String... headers) throws IOException {
        return typed(method, target, "application/json", body, headers);
    }

    Response typed(String method, String target, String type, String body, String... headers) throws IOException {
        return raw(head(method, target, headers) + "Content-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    static String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + AUTH);
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
