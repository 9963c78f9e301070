package dev.lux.websocket;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** What RFC 6455 (section 4.2.1) demands of an opening handshake, and Vert.x does not all look at. */
final class UpgradeRequest {
    static final CharSequence VERSION = HttpHeaders.createOptimized("sec-websocket-version");
    static final String SPOKEN = "13";

    private static final CharSequence KEY = HttpHeaders.createOptimized("sec-websocket-key");
    /** Sixteen bytes in base64. */
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private UpgradeRequest() {}

    /**
     * Checks what comes, and puts it in the one form that Netty reads. When the version is another, the answer gets the
     * one that is spoken.
     *
     * @throws LuxException {@code invalid_request}, with what is wrong
     */
    static void check(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (!headers.getAll(VERSION).equals(List.of(SPOKEN))) {
            request.response().putHeader(VERSION, SPOKEN);
            throw invalid("Sec-WebSocket-Version must be " + SPOKEN + ".");
        }
        List<String> keys = headers.getAll(KEY);
        if (keys.size() != 1 || !NONCE.matcher(keys.get(0)).matches()) {
            throw invalid("Sec-WebSocket-Key must be 16 bytes in base64, once.");
        }
        if (request.version() != HttpVersion.HTTP_1_1
                || !names(headers, HttpHeaders.CONNECTION, "upgrade")
                || !names(headers, HttpHeaders.UPGRADE, "websocket")) {
            throw invalid("An upgrade needs HTTP/1.1, Connection: Upgrade and Upgrade: websocket.");
        }
        // Vert.x would wait for it, for ever.
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if ((length != null && !length.equals("0")) || headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            throw invalid("An upgrade has no body.");
        }
        requireUri(request.uri());
        // Netty knows no lists in them.
        headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).set(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    }

    /** Vert.x makes one of it, and answers by itself when it can't. */
    private static void requireUri(String target) {
        try {
            new URI(target);
        } catch (URISyntaxException e) {
            throw invalid("The request target must be a URI.");
        }
    }

    private static boolean names(MultiMap headers, CharSequence header, String token) {
        return headers.getAll(header).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(value))
                .anyMatch(element -> element.strip().equalsIgnoreCase(token));
    }

    private static LuxException invalid(String detail) {
        return new LuxException(ErrorCode.INVALID_REQUEST, detail);
    }
}
