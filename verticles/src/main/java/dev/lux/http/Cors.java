package dev.lux.http;

import dev.lux.access.Origins;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Cross-origin requests (the Fetch standard). A page that may not use the broker is refused on every path of the API,
 * upgrades included, which no browser would do for us. Credentials in the browser's sense, cookies, are never allowed:
 * the broker has none.
 */
final class Cors {
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, If-Match, If-None-Match," + " Idempotency-Key, Last-Event-ID, X-Request-Id";
    private static final String EXPOSED_HEADERS = "ETag, X-Request-Id, Retry-After";
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;

    Cors(Origins origins) {
        this.origins = origins;
    }

    /** @throws LuxException {@code origin_forbidden} */
    void check(HttpServerRequest request) {
        if (!origins.allows(request)) {
            throw new LuxException(ErrorCode.ORIGIN_FORBIDDEN, ErrorCode.ORIGIN_FORBIDDEN.whatToDo());
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            request.response()
                    .putHeader(HttpHeaders.VARY, "Authorization, Origin")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    static void putPreflight(HttpServerResponse response, String methods) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
}
