package dev.lux.http;

import dev.lux.admin.AdminRoutes;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.http.pages.StaticPages;
import dev.lux.limits.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** All of HTTP for the connections of one event loop: API, pages, admin paths. Made and used on that event loop. */
public final class HttpEdge {
    /** Room for a few hundred ids of a stream's query. */
    private static final int MAX_REQUEST_LINE = 16 * 1024;

    private static final int MAX_HEADERS = 8 * 1024;
    private static final List<Integer> ROUTER_FAILURES = List.of(400, 404, 405, 406, 415, 500);

    private final EdgeParts parts;
    private final Router router;
    private final RequestIds requestIds = new RequestIds();
    private final Connections connections;

    public HttpEdge(Vertx vertx, EdgeParts parts, AdminRoutes admin, StaticPages pages) {
        this.parts = parts;
        this.connections = new Connections(
                vertx, options(parts.limits()), parts.clock(), parts.limits().requestTimeout());
        this.router = Router.router(vertx);
        ApiRoutes api = new ApiRoutes(parts);
        router.route().handler(this::begin).failureHandler(this::fail);
        router.route().handler(api::handle);
        admin.mount(router);
        pages.mount(router);
        router.route().handler(HttpEdge::notFound);
        ROUTER_FAILURES.forEach(status -> router.errorHandler(status, this::fail));
    }

    /** Options of a server for {@link #install}: what the defaults leave open is closed. */
    public static HttpServerOptions options(Limits limits) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setTcpNoDelay(true)
                // A compressed message may be larger than any limit once it is read.
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setAcceptUnmaskedFrames(false)
                .setMaxWebSocketFrameSize(limits.messageBytes())
                .setMaxWebSocketMessageSize(limits.messageBytes());
    }

    /** Lets the server hand its requests and connections to this edge. */
    public HttpServer install(HttpServer server) {
        return server.requestHandler(router)
                .invalidRequestHandler(new InvalidRequests(requestIds, parts.metrics()))
                .connectionHandler(this::opened);
    }

    private void opened(HttpConnection connection) {
        if (parts.rates().mayConnect(String.valueOf(connection.remoteAddress().hostAddress()))) {
            connections.opened(connection);
        } else {
            parts.metrics().connectionRefused();
            connection.close();
        }
    }

    private void begin(RoutingContext ctx) {
        HttpConnection connection = ctx.request().connection();
        connections.busy(connection);
        Exchange exchange = exchange(ctx);
        ctx.addEndHandler(end -> {
            // After an upgrade the connection is a socket's.
            if (ctx.response().getStatusCode() != 101) {
                connections.idle(connection);
            }
        });
        AccessLog.add(ctx, exchange.requestId(), parts.clock());
        if (RequestHead.hasBody(ctx.request())) {
            // Whether or not anybody reads it.
            ctx.request().exceptionHandler(failure -> exchange.fail(BodyReader.broken()));
        }
        RequestHead.check(ctx.request());
        ctx.next();
    }

    private Exchange exchange(RoutingContext ctx) {
        String fromClient = ctx.request().getHeader(Exchange.REQUEST_ID);
        return Exchange.begin(ctx, parts, requestIds.choose(fromClient));
    }

    private static void notFound(RoutingContext ctx) {
        RequestHead.path(ctx.request().uri());
        ctx.fail(new LuxException(ErrorCode.NO_SUCH_ROUTE, ErrorCode.NO_SUCH_ROUTE.whatToDo()));
    }

    /** What a handler threw, or what the router itself refuses. */
    private void fail(RoutingContext ctx) {
        Exchange begun = Exchange.find(ctx);
        Exchange exchange = begun == null ? exchange(ctx) : begun;
        Throwable failure = ctx.failure();
        if (failure instanceof LuxException || ctx.statusCode() >= 500) {
            exchange.fail(failure == null ? new IllegalStateException("no cause was given") : failure);
        } else {
            ErrorCode code = switch (ctx.statusCode()) {
                case 404 -> ErrorCode.NO_SUCH_ROUTE;
                case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                default -> ErrorCode.INVALID_REQUEST;
            };
            exchange.fail(new LuxException(code, code.whatToDo()));
        }
    }
}
