package dev.lux.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * {@code /live}: the process answers. {@code /ready}: it takes writes, else 503, and a load balancer looks elsewhere.
 * {@code /metrics}: Prometheus' text format.
 */
public final class AdminRoutes {
    private final BooleanSupplier ready;
    private final PrometheusMeterRegistry registry;
    private final boolean hasMetrics;

    /**
     * @param ready whether this node takes writes now; asked on an event loop, so it must not block
     * @param hasMetrics whether the metrics are here
     */
    public AdminRoutes(BooleanSupplier ready, PrometheusMeterRegistry registry, boolean hasMetrics) {
        this.ready = ready;
        this.registry = registry;
        this.hasMetrics = hasMetrics;
    }

    /** Adds the paths, for GET and HEAD alone. */
    public void mount(Router router) {
        get(router, "/live", ctx -> answer(ctx, 200, "application/json", "{\"status\":\"live\"}"));
        get(router, "/ready", this::ready);
        if (hasMetrics) {
            get(router, "/metrics", this::metrics);
        }
    }

    private void ready(RoutingContext ctx) {
        boolean isReady = ready.getAsBoolean();
        String status = isReady ? "ready" : "not ready";
        answer(ctx, isReady ? 200 : 503, "application/json", "{\"status\":\"" + status + "\"}");
    }

    private void metrics(RoutingContext ctx) {
        // Reading all meters takes milliseconds, too long for an event loop.
        ctx.vertx()
                .executeBlocking(registry::scrape, false)
                .onSuccess(text -> answer(ctx, 200, "text/plain; version=0.0.4; charset=utf-8", text))
                .onFailure(ctx::fail);
    }

    private static void get(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
        router.route(path).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            ctx.fail(405);
        });
    }

    private static void answer(RoutingContext ctx, int status, String contentType, String text) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        Buffer body = Buffer.buffer(text);
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            ctx.response().end();
        } else {
            ctx.response().end(body);
        }
    }
}
