package dev.lux.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * What becomes of a connection whose request was answered before its body had come: it ends, unless the rest is worth
 * reading. {@link ConnectionGuard} sees to it that the client gets the answer.
 */
final class UnreadBody {
    private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

    private UnreadBody() {}

    /**
     * Call it before the answer's head is written.
     *
     * @param maxDropped bytes that are worth dropping to keep the connection
     * @param timeout how long they may take
     */
    static void prepare(Vertx vertx, HttpServerRequest request, int maxDropped, Duration timeout) {
        if (!isUnread(request)) {
            return;
        }
        if (!isWorthDropping(request, maxDropped)) {
            closeAfter(request);
            return;
        }
        long timer =
                vertx.setTimer(timeout.toMillis(), late -> request.connection().close());
        // Most bodies are there at once: a timer that outlived them would keep thousands of answered requests in
        // memory.
        request.end().onComplete(end -> vertx.cancelTimer(timer));
    }

    /** Whether a part of the body may still come. */
    static boolean isUnread(HttpServerRequest request) {
        return !request.isEnded() && RequestHead.hasBody(request);
    }

    private static boolean isWorthDropping(HttpServerRequest request, int maxDropped) {
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            // Whether the body comes after this answer is the client's choice: what comes may be the next request.
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,9}") && Integer.parseInt(length) <= maxDropped;
    }

    /** Ends the connection after this answer. */
    static void closeAfter(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONNECTION, CLOSE);
        response.bodyEndHandler(end -> request.connection().close());
    }
}
