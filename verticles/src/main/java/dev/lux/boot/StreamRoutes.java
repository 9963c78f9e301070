package dev.lux.boot;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.http.Exchange;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.sse.EventParts;
import dev.lux.sse.EventStream;
import dev.lux.stream.StreamRequest;
import dev.lux.websocket.SocketParts;
import dev.lux.websocket.SocketRoute;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Answers a request for a stream by the transport that it asks for. */
final class StreamRoutes implements Handler<RoutingContext> {
    private final SocketParts parts;
    private final Lifecycle lifecycle;
    private final SocketRoute sockets;
    private final EventParts events;

    StreamRoutes(SocketParts parts, Lifecycle lifecycle) {
        this.parts = parts;
        this.lifecycle = lifecycle;
        this.sockets = new SocketRoute(parts);
        this.events = new EventParts(
                parts.vertx(),
                parts.hub(),
                parts.access(),
                parts.limits(),
                parts.clock(),
                parts.streams(),
                parts.slots());
    }

    @Override
    public void handle(RoutingContext routing) {
        lifecycle.requireOpen();
        HttpServerRequest request = routing.request();
        StreamRequest asked =
                StreamRequest.parse(routing.pathParam("id"), routing.queryParams(), request.getHeader("last-event-id"));
        if (asked.patterns().size() > parts.limits().subscriptionsPerStream()) {
            throw new LuxException(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "A stream has at most " + parts.limits().subscriptionsPerStream() + " subscriptions.");
        }
        if (request.canUpgradeToWebSocket()) {
            if (Exchange.of(routing).isFollowed()) {
                // Vert.x would lose it.
                throw new LuxException(ErrorCode.INVALID_REQUEST, "Send nothing before the answer to an upgrade.");
            }
            sockets.upgrade(routing, asked, Exchange.of(routing).from());
        } else if (request.headers().contains(HttpHeaders.UPGRADE)) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "The only upgrade is to WebSocket, version 13.");
        } else {
            events(routing, asked);
        }
    }

    private void events(RoutingContext routing, StreamRequest asked) {
        HttpServerRequest request = routing.request();
        Principal principal = parts.access()
                .ofAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new LuxException(ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.whatToDo()));
        Exchange.of(routing).isOf(principal);
        parts.rates().request(principal);
        parts.rates().subscriptions(principal, asked.patterns().size());
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && !accept.contains("text/event-stream") && !accept.contains("*/*")) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "Upgrade to WebSocket, or accept text/event-stream.");
        }
        if (asked.patterns().isEmpty()) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "An event stream needs a match or an id.");
        }
        asked.patterns().forEach(pattern -> principal.require(Right.READ, pattern));
        Exchange.of(routing).waitsForNews();
        Promise<Void> over = Promise.promise();
        // Not handlers of the response: they would take the places of those that the access log needs.
        routing.addEndHandler(end -> over.tryComplete());
        EventStream.open(routing.response(), over.future(), asked, principal, events);
    }
}
