package dev.lux.http;

import dev.lux.access.AuditLog;
import dev.lux.access.Principal;
import dev.lux.command.WriteReply;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.ErrorJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer: everything that every answer of the API has in common. An answer after the client
 * has gone is dropped. Belongs to the event loop of its connection.
 */
public final class Exchange {
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

    private static final String KEY = Exchange.class.getName();
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final CharSequence CHALLENGE = HttpHeaders.createOptimized("Bearer");
    /** RFC 6750, section 3.1. */
    private static final CharSequence NO_SCOPE = HttpHeaders.createOptimized("Bearer error=\"insufficient_scope\"");

    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final RoutingContext ctx;
    private final EdgeParts parts;
    private final String requestId;
    private @Nullable Principal who;

    private Exchange(RoutingContext ctx, EdgeParts parts, String requestId) {
        this.ctx = ctx;
        this.parts = parts;
        this.requestId = requestId;
    }

    static Exchange begin(RoutingContext ctx, EdgeParts parts, String requestId) {
        Exchange exchange = new Exchange(ctx, parts, requestId);
        ctx.put(KEY, exchange);
        ctx.response().putHeader(REQUEST_ID, requestId).putHeader("x-content-type-options", "nosniff");
        return exchange;
    }

    /** The exchange that the edge has begun for this request. */
    public static Exchange of(RoutingContext ctx) {
        return Objects.requireNonNull(find(ctx), "the edge begins an exchange before any other handler");
    }

    static @Nullable Exchange find(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    /** In the answer, in logs, and in every problem document. */
    public String requestId() {
        return requestId;
    }

    public HttpServerRequest request() {
        return ctx.request();
    }

    /** Who asks, once that is known. */
    public void isOf(Principal principal) {
        who = principal;
    }

    /** Writes down that it was done by whose right it is. */
    void administered(Principal by) {
        AuditLog.administered(by, from(), what());
    }

    /** The address of whoever asks; of a proxy that is trusted, for whom it asks. */
    public String from() {
        SocketAddress address = ctx.request().remoteAddress();
        String peer = address == null ? "" : String.valueOf(address.hostAddress());
        return parts.rates()
                .proxies()
                .client(peer, () -> String.join(",", ctx.request().headers().getAll(FORWARDED_FOR)));
    }

    /** Without the query: whoever puts a token there should not find it in a log too. */
    private String what() {
        return method().name() + " " + RequestHead.withoutQuery(ctx.request().uri());
    }

    RoutingContext context() {
        return ctx;
    }

    HttpMethod method() {
        return ctx.request().method();
    }

    /** The answer comes when there is something new, or never ends: a client that ends its side is not kept for it. */
    public void waitsForNews() {
        ConnectionGuard guard = ConnectionGuard.of(ctx.request().connection());
        if (guard != null) {
            guard.waitsForNews();
        }
    }

    /** Whether the client has sent more behind this request already. */
    public boolean isFollowed() {
        ConnectionGuard guard = ConnectionGuard.of(ctx.request().connection());
        return guard != null && guard.isFollowed();
    }

    /** Completes when the answer has been sent, or when the client has gone and can't be sent one. */
    Future<Void> over() {
        Promise<Void> over = Promise.promise();
        ctx.addEndHandler(end -> over.complete());
        return over.future();
    }

    /** Answers with JSON and, for a document, its version as a strong tag. */
    void json(int status, byte[] body, long version) {
        putTag(version);
        json(status, body);
    }

    void json(int status, byte[] body) {
        send(status, JSON, body);
    }

    /** Answers without a body. */
    void empty(int status) {
        if (isOpen()) {
            prepare(status).end();
        }
    }

    void notModified(long version) {
        putTag(version);
        empty(304);
    }

    /** Answers with the error that this failure is; what is not a {@link LuxException} is logged and internal. */
    public void fail(Throwable failure) {
        if (failure instanceof LuxException lux) {
            refuse(ErrorJson.refused(lux));
        } else {
            LOG.atError()
                    .setMessage("A request failed inside the broker")
                    .addKeyValue("requestId", requestId)
                    .setCause(failure)
                    .log();
            refuse(new WriteReply.Refused(ErrorCode.INTERNAL, ErrorCode.INTERNAL.whatToDo()));
        }
    }

    /** Answers with a problem document. */
    public void refuse(WriteReply.Refused refused) {
        if (!isOpen()) {
            return;
        }
        ErrorCode code = refused.code();
        parts.metrics().error(code);
        if (AuditLog.isDenial(code)) {
            AuditLog.denied(code, who, from(), what());
        }
        HttpServerResponse response = ctx.response();
        if (code == ErrorCode.UNAUTHORIZED) {
            response.putHeader(AUTHENTICATE, CHALLENGE);
        } else if (code == ErrorCode.FORBIDDEN) {
            response.putHeader(AUTHENTICATE, NO_SCOPE);
        }
        if (code.retryable() && code != ErrorCode.INTERNAL) {
            response.putHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND);
        }
        if (code == ErrorCode.REQUEST_TIMEOUT) {
            UnreadBody.closeAfter(ctx.request());
        }
        send(code.status(), PROBLEM, ProblemJson.of(refused, requestId));
    }

    private void putTag(long version) {
        if (isOpen()) {
            ctx.response().putHeader(HttpHeaders.ETAG, "\"" + version + "\"");
        }
    }

    private void send(int status, CharSequence contentType, byte[] body) {
        if (!isOpen()) {
            return;
        }
        HttpServerResponse response = prepare(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        if (method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private HttpServerResponse prepare(int status) {
        // A request that is pipelined behind this one is lost, which is safe: no write is done any more.
        if (parts.lifecycle().isDraining() && !UnreadBody.isUnread(ctx.request())) {
            UnreadBody.closeAfter(ctx.request());
        }
        UnreadBody.prepare(
                ctx.vertx(),
                ctx.request(),
                parts.limits().requestBytes(),
                parts.limits().requestTimeout());
        return ctx.response().setStatusCode(status);
    }

    private boolean isOpen() {
        HttpServerResponse response = ctx.response();
        return !response.headWritten() && !response.ended() && !response.closed();
    }
}
