package dev.lux.websocket;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.stream.StreamRequest;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades to a WebSocket. A bad credential in the {@code Authorization} header is a 401, one that does not
 * cover what the URL asks for a 403; one in the subprotocol, where
 * only browsers put it, is told on the socket, since a browser can't see the answer to a refused upgrade.
 */
public final class SocketRoute {
    private static final String BEARER_PROTOCOL = "lux.bearer.";

    private final SocketParts parts;

    public SocketRoute(SocketParts parts) {
        this.parts = parts;
    }

    /**
     * @param from the address that it comes from
     * @throws LuxException {@code invalid_request}, {@code unauthorized}, {@code forbidden}, {@code too_many_streams},
     *     {@code rate_limited}
     */
    public void upgrade(RoutingContext routing, StreamRequest asked, String from) {
        HttpServerRequest request = routing.request();
        UpgradeRequest.check(request);
        Optional<Principal> known = Optional.empty();
        if (request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            known = parts.access().ofAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION));
            if (known.isEmpty()) {
                throw new LuxException(ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.whatToDo());
            }
            Principal who = known.get();
            asked.patterns().forEach(pattern -> who.require(Right.READ, pattern));
        }
        String token = known.isPresent() ? null : subprotocolToken(request);
        Optional<Principal> byToken =
                token == null ? Optional.empty() : parts.access().ofToken(token);
        Principal principal = known.or(() -> byToken).orElse(null);
        if (principal != null) {
            parts.rates().request(principal);
            parts.rates().subscriptions(principal, asked.patterns().size());
        }
        boolean badToken = token != null && byToken.isEmpty();
        // Vert.x Web hides the socket's own way to its channel.
        Channel channel = ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
        parts.slots().take();
        request.toWebSocket()
                .onSuccess(socket -> {
                    UpgradeRemains.letGo(channel);
                    SocketSession session = new SocketSession(parts, socket, channel, asked, from);
                    if (badToken) {
                        session.refuseCredential();
                    } else {
                        session.begin(principal);
                    }
                })
                .onFailure(failure -> {
                    parts.slots().free();
                    if (!routing.response().ended()) {
                        routing.fail(new LuxException(ErrorCode.INVALID_REQUEST, "The upgrade to WebSocket failed."));
                    }
                });
    }

    private static @Nullable String subprotocolToken(HttpServerRequest request) {
        for (String header : request.headers().getAll("sec-websocket-protocol")) {
            for (String protocol : header.split(",", -1)) {
                String offered = protocol.strip();
                if (offered.startsWith(BEARER_PROTOCOL)) {
                    return offered.substring(BEARER_PROTOCOL.length());
                }
            }
        }
        return null;
    }
}
