package dev.lux.http;

import dev.lux.admin.BrokerMetrics;
import dev.lux.command.WriteReply.Refused;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.ErrorJson;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests whose head could not be read, and ends their connection: nobody knows where the next would begin. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidRequests.class);

    private final RequestIds requestIds;
    private final BrokerMetrics metrics;

    InvalidRequests(RequestIds requestIds, BrokerMetrics metrics) {
        this.requestIds = requestIds;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Refused refused = refusal(request.decoderResult().cause());
        ErrorCode code = refused.code();
        metrics.error(code);
        String requestId = requestIds.choose(null);
        LOG.atDebug()
                .setMessage("a request that could not be read")
                .addKeyValue("requestId", requestId)
                .addKeyValue("status", code.status())
                .log();
        request.response()
                .setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .putHeader(HttpHeaders.VARY, "Authorization")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(Exchange.REQUEST_ID, requestId)
                .end(Buffer.buffer(ProblemJson.of(refused, requestId)))
                .onComplete(sent -> request.connection().close());
    }

    /** The codec's own words may quote the request: they are not repeated. */
    private static Refused refusal(Throwable cause) {
        if (cause instanceof LuxException known) {
            return ErrorJson.refused(known);
        }
        if (cause instanceof TooLongHttpLineException) {
            return new Refused(ErrorCode.URI_TOO_LONG, ErrorCode.URI_TOO_LONG.whatToDo());
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refused(ErrorCode.HEADERS_TOO_LARGE, ErrorCode.HEADERS_TOO_LARGE.whatToDo());
        }
        return new Refused(
                ErrorCode.INVALID_REQUEST, "The head of the request is not as HTTP/1.1 (RFC 9112) wants it.");
    }
}
