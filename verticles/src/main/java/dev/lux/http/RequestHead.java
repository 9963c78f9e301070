package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the codec lets pass and a strict server does not (RFC 9112): each is a way to be understood differently. */
final class RequestHead {
    private static final List<CharSequence> ONCE = List.of(
            HttpHeaders.HOST,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.TRANSFER_ENCODING,
            HttpHeaders.EXPECT,
            HttpHeaders.ORIGIN,
            HttpHeaders.createOptimized("idempotency-key"),
            HttpHeaders.createOptimized("last-event-id"));
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]*");

    private RequestHead() {}

    /** @throws LuxException {@code invalid_request}, with what is wrong */
    static void check(HttpServerRequest request) {
        MultiMap headers = request.headers();
        for (CharSequence name : ONCE) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                throw invalid("The header " + name + " comes twice.");
            }
        }
        boolean isOld = request.version() == HttpVersion.HTTP_1_0;
        if (!headers.contains(HttpHeaders.HOST) && !isOld) {
            throw invalid("The header host is missing.");
        }
        String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && (isOld || !coding.equalsIgnoreCase("chunked"))) {
            throw invalid("Transfer-Encoding must be chunked.");
        }
        String expect = headers.get(HttpHeaders.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw invalid("Expect must be 100-continue.");
        }
    }

    /** For logs: whoever puts a token in the query should not find it there too. */
    static String withoutQuery(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Whether the head announces a body. */
    static boolean hasBody(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return true;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && !length.strip().equals("0");
    }

    /**
     * The path of the request target as it came, not decoded, not normalized. The authority of an absolute form is
     * ignored, so that nobody reaches anything through it.
     */
    static String path(String target) {
        String path = target;
        if (!target.startsWith("/") && target.toLowerCase(Locale.ROOT).startsWith("http")) {
            path = ABSOLUTE.matcher(target).replaceFirst("");
            path = path.isEmpty() || path.startsWith("?") ? "/" + path : path;
        }
        if (!path.startsWith("/")) {
            throw invalid("The request target must be a path.");
        }
        int question = path.indexOf('?');
        return question < 0 ? path : path.substring(0, question);
    }

    private static LuxException invalid(String detail) {
        return new LuxException(ErrorCode.INVALID_REQUEST, detail);
    }
}
