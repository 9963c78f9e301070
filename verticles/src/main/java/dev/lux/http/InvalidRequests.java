package dev.lux.http;

import dev.lux.admin.BrokerMetrics;
import dev.lux.command.WriteReply;
import dev.lux.error.ErrorCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers requests whose head the codec could not read, and ends their connection. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private final RequestIds requestIds;
    private final BrokerMetrics metrics;

    InvalidRequests(RequestIds requestIds, BrokerMetrics metrics) {
        this.requestIds = requestIds;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpServerRequest request) {
        ErrorCode code = code(request.decoderResult().cause());
        metrics.error(code);
        String requestId = requestIds.choose(null);
        byte[] body = ProblemJson.of(new WriteReply.Refused(code, code.whatToDo()), requestId);
        request.response()
                .setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(Exchange.REQUEST_ID, requestId)
                .end(Buffer.buffer(body))
                .onComplete(sent -> request.connection().close());
    }

    private static ErrorCode code(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ErrorCode.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? ErrorCode.HEADERS_TOO_LARGE : ErrorCode.INVALID_REQUEST;
    }
}
