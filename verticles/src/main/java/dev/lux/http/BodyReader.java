package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;

/** Reads one request's body: no more than is allowed, no longer than is allowed, copied once when its length is known. */
final class BodyReader {
    /** How much is set aside before anything came, whatever the head promises. */
    private static final int FIRST_ROOM = 16 * 1024;

    private final HttpServerRequest request;
    private final int maxBytes;
    private final Promise<byte[]> promise = Promise.promise();
    private byte[] bytes;
    private int size;
    private boolean isOver;

    private BodyReader(HttpServerRequest request, int maxBytes, int announced) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.bytes = new byte[Math.min(FIRST_ROOM, announced < 0 ? 1024 : announced)];
    }

    /**
     * Call it before the handler of the request returns.
     *
     * @param maxBytes beyond: {@code request_too_large}, before any of it is read when the head tells
     * @param timeout for the last byte; beyond: {@code request_timeout}
     */
    static Future<byte[]> read(Vertx vertx, HttpServerRequest request, int maxBytes, Duration timeout) {
        long announced = announced(request);
        if (announced > maxBytes) {
            return Future.failedFuture(tooLarge(maxBytes));
        }
        BodyReader reader = new BodyReader(request, maxBytes, (int) announced);
        return reader.start(vertx, timeout);
    }

    private Future<byte[]> start(Vertx vertx, Duration timeout) {
        long timer = vertx.setTimer(
                timeout.toMillis(),
                id -> fail(new LuxException(ErrorCode.REQUEST_TIMEOUT, "The body did not come in time.")));
        request.handler(this::add).exceptionHandler(failure -> fail(broken())).endHandler(end -> complete());
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void add(Buffer chunk) {
        if (isOver) {
            return;
        }
        int needed = size + chunk.length();
        if (needed > maxBytes) {
            fail(tooLarge(maxBytes));
            return;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(needed, 2 * bytes.length)));
        }
        chunk.getBytes(bytes, size);
        size = needed;
    }

    private void complete() {
        if (!isOver) {
            isOver = true;
            promise.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        }
    }

    private void fail(LuxException failure) {
        if (!isOver) {
            isOver = true;
            bytes = new byte[0];
            promise.fail(failure);
        }
    }

    /** The length that the head tells, or -1. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "Content-Length must be a number.");
        }
    }

    /** For a body that does not end as its framing says. */
    static LuxException broken() {
        return new LuxException(ErrorCode.INVALID_REQUEST, "The body is broken off or not framed as HTTP/1.1 demands.");
    }

    private static LuxException tooLarge(int maxBytes) {
        return new LuxException(ErrorCode.REQUEST_TOO_LARGE, "The body may have at most " + maxBytes + " bytes.");
    }
}
