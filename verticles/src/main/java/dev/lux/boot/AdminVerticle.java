package dev.lux.boot;

import dev.lux.admin.AdminRoutes;
import dev.lux.http.HttpEdge;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** The listener for whoever runs the node: health and metrics, and nothing of clients. */
final class AdminVerticle extends VerticleBase {
    private static final int IDLE_SECONDS = 60;

    private final AdminSettings settings;
    private final Limits limits;
    private final AdminRoutes routes;

    AdminVerticle(AdminSettings settings, Limits limits, AdminRoutes routes) {
        this.settings = settings;
        this.limits = limits;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        routes.mount(router);
        router.route().handler(ctx -> ctx.response().setStatusCode(404).end());
        HttpServerOptions options = HttpEdge.options(limits);
        options.setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options).requestHandler(router).listen(settings.port(), settings.host());
    }
}
