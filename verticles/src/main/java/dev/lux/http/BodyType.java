package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request's body is, by its {@code Content-Type} (RFC 9110, section 8.3). */
enum BodyType {
    /** {@code application/json}: an envelope. */
    JSON("application/json"),
    /** {@code application/merge-patch+json}, RFC 7396. */
    MERGE_PATCH("application/merge-patch+json"),
    /** {@code application/json-patch+json}, RFC 6902. */
    JSON_PATCH("application/json-patch+json");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")((?:[ \\t]*+;.*)?)");
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+;[ \\t]*+(?:(" + TOKEN + ")=(?:(" + TOKEN + ")|\"([^\"\\\\]*+)\"))?+[ \\t]*+");

    private final String mediaType;

    BodyType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @throws LuxException {@code unsupported_media_type}: another type or charset, none, or compressed */
    static BodyType of(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("A body may not be compressed.");
        }
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (header == null) {
            throw unsupported("Content-Type is missing.");
        }
        return parse(header);
    }

    static BodyType parse(String header) {
        Matcher matcher = TYPE.matcher(header);
        if (!matcher.matches()) {
            throw unsupported("Content-Type is malformed.");
        }
        requireUtf8(matcher.group(2));
        String mediaType = matcher.group(1).toLowerCase(Locale.ROOT);
        for (BodyType type : values()) {
            if (type.mediaType.equals(mediaType)) {
                return type;
            }
        }
        throw unsupported("The content type is not one that the method takes.");
    }

    private static void requireUtf8(String parameters) {
        Matcher matcher = PARAMETER.matcher(parameters);
        int at = 0;
        for (; matcher.lookingAt(); matcher.region(at, parameters.length())) {
            String name = matcher.group(1);
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            if ("charset".equalsIgnoreCase(name) && !"utf-8".equalsIgnoreCase(value)) {
                throw unsupported("The charset must be utf-8.");
            }
            at = matcher.end();
        }
        if (at != parameters.length()) {
            throw unsupported("Content-Type is malformed.");
        }
    }

    static LuxException unsupported(String detail) {
        return new LuxException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
