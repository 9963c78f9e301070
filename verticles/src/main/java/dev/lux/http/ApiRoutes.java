package dev.lux.http;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.document.DocumentId;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.PercentEncoding;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The paths under {@code /api/lux}: which is asked for, from where, how, by whom, in this order. The path is taken as
 * it came, decoded once and strictly, so nothing is reached through dots, double encodings or a normalized form.
 */
final class ApiRoutes {
    private static final String ROOT = "/api/lux";
    private static final String STREAM = "stream";
    /** No id starts like this. */
    private static final String CLUSTER = "_cluster";

    private static final String HEARTBEAT = "/heartbeat";
    private static final String VERIFY = "_verify";
    private static final Pattern EVERYTHING = Pattern.parse("*");

    private static final List<HttpMethod> OF_ALL = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
    private static final List<HttpMethod> OF_ONE =
            List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final List<HttpMethod> OF_CLUSTER = List.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<HttpMethod> OF_HEARTBEAT = List.of(HttpMethod.POST);
    private static final List<HttpMethod> OF_STREAM = List.of(HttpMethod.GET);

    private final EdgeParts parts;
    private final Cors cors;
    private final DocumentReads reads;
    private final DocumentWrites writes;
    private final DocumentList list;
    private final SeveralWrites several;

    ApiRoutes(EdgeParts parts) {
        this.parts = parts;
        this.cors = new Cors(parts.origins());
        this.reads = new DocumentReads(
                parts.owners(), parts.polls(), parts.access(), parts.lifecycle().contact());
        this.writes = new DocumentWrites(parts.owners(), parts.limits(), parts.rates());
        this.list = new DocumentList(parts.owners());
        this.several = new SeveralWrites(parts.owners(), parts.limits(), parts.rates(), parts.metrics());
    }

    /** Answers, or passes a request on that is not of the API. */
    void handle(RoutingContext ctx) {
        Exchange exchange = Exchange.of(ctx);
        String path = RequestHead.path(ctx.request().uri());
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            ctx.next();
            return;
        }
        ctx.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .putHeader(HttpHeaders.VARY, "Authorization");
        cors.check(ctx.request());
        if (parts.rates().limitsAddresses()) {
            parts.rates().request(exchange.from());
        }
        if (path.equals(ROOT)) {
            all(exchange);
        } else {
            below(exchange, path.substring(ROOT.length() + 1));
        }
    }

    private void below(Exchange exchange, String rest) {
        if (rest.equals(STREAM)) {
            stream(exchange);
        } else if (rest.equals(CLUSTER)) {
            cluster(exchange);
        } else if (rest.equals(VERIFY)) {
            verify(exchange);
        } else if (rest.startsWith(STREAM + "/")) {
            exchange.context().pathParams().put("id", id(rest.substring(STREAM.length() + 1)));
            stream(exchange);
        } else if (rest.endsWith(HEARTBEAT)) {
            heartbeat(exchange, rest.substring(0, rest.length() - HEARTBEAT.length()));
        } else if (rest.indexOf('/') >= 0) {
            throw new LuxException(ErrorCode.NO_SUCH_ROUTE, ErrorCode.NO_SUCH_ROUTE.whatToDo());
        } else {
            one(exchange, rest);
        }
    }

    private void all(Exchange exchange) {
        if (!isAllowed(exchange, OF_ALL)) {
            return;
        }
        requireContact();
        Principal principal = authenticate(exchange);
        if (exchange.method().equals(HttpMethod.POST)) {
            several.handle(exchange, principal);
        } else {
            list.handle(exchange, principal);
        }
    }

    private void one(Exchange exchange, String encodedId) {
        if (!isAllowed(exchange, OF_ONE)) {
            return;
        }
        requireContact();
        Principal principal = authenticate(exchange);
        String id = id(encodedId);
        if (exchange.method().equals(HttpMethod.GET) || exchange.method().equals(HttpMethod.HEAD)) {
            reads.handle(exchange, principal, id);
        } else {
            writes.handle(exchange, principal, id);
        }
    }

    private void heartbeat(Exchange exchange, String encodedId) {
        if (isAllowed(exchange, OF_HEARTBEAT)) {
            requireContact();
            Principal principal = authenticate(exchange);
            writes.handle(exchange, principal, id(encodedId));
        }
    }

    private void cluster(Exchange exchange) {
        if (isAllowed(exchange, OF_CLUSTER)) {
            Principal principal = authenticate(exchange);
            principal.require(Right.ADMIN, EVERYTHING);
            exchange.administered(principal);
            parts.cluster()
                    .json()
                    .onSuccess(status -> exchange.json(200, status))
                    .onFailure(exchange::fail);
        }
    }

    private void verify(Exchange exchange) {
        if (isAllowed(exchange, OF_CLUSTER)) {
            requireContact();
            Principal principal = authenticate(exchange);
            QueryParameters query =
                    QueryParameters.parse(exchange.request().uri(), Set.of("match", "shards"), Set.of());
            String match = query.get("match");
            Pattern pattern = match == null ? EVERYTHING : Pattern.parse(match);
            principal.require(Right.ADMIN, pattern);
            exchange.administered(principal);
            parts.questions()
                    .verify(pattern, query.get("shards"))
                    .onSuccess(held -> exchange.json(200, held))
                    .onFailure(exchange::fail);
        }
    }

    private void stream(Exchange exchange) {
        if (isAllowed(exchange, OF_STREAM)) {
            parts.streams().handle(exchange.context());
        }
    }

    /** Whether the method has a handler; OPTIONS is answered here, anything else refused. */
    private static boolean isAllowed(Exchange exchange, List<HttpMethod> methods) {
        if (methods.contains(exchange.method())) {
            return true;
        }
        String names = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", ", "", ", OPTIONS"));
        exchange.context().response().putHeader(HttpHeaders.ALLOW, names);
        if (!exchange.method().equals(HttpMethod.OPTIONS)) {
            throw new LuxException(ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.whatToDo());
        }
        if (Cors.isPreflight(exchange.request())) {
            Cors.putPreflight(exchange.context().response(), names);
        }
        exchange.empty(204);
        return false;
    }

    /** Before the credential is looked at: without contact nobody here knows whether it holds. */
    private void requireContact() {
        parts.lifecycle().contact().require();
    }

    private Principal authenticate(Exchange exchange) {
        Principal principal = parts.access()
                .ofAuthorization(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new LuxException(ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.whatToDo()));
        exchange.isOf(principal);
        parts.rates().request(principal);
        return principal;
    }

    private static String id(String encoded) {
        return DocumentId.require(PercentEncoding.decode(encoded).orElse(""));
    }
}
