package dev.lux.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error that a client can see: a stable code, its HTTP status, whether the same request may succeed when sent
 * again, and what to do.
 *
 * <p>The code is the constant's name in lower case. Over HTTP it travels in an {@code application/problem+json} body
 * (RFC 9457), on a stream in an {@code error} frame.
 */
public enum ErrorCode {
    INVALID_ID(400, Retry.NO, "An id is 1 to 128 of A-Z a-z 0-9 . _ : ~ - and starts with a letter or digit."),
    INVALID_PATTERN(400, Retry.NO, "A pattern is an id, or a prefix of one that ends in *."),
    INVALID_JSON(400, Retry.NO, "Send one JSON value (RFC 8259) in UTF-8 without a byte order mark."),
    DUPLICATE_KEY(400, Retry.NO, "Name each member of an object once."),
    JSON_TOO_DEEP(400, Retry.NO, "Nest less deeply."),
    NUMBER_TOO_LONG(400, Retry.NO, "Send shorter numbers, or send them as strings."),
    UNKNOWN_KEY(400, Retry.NO, "Remove the key; the protocol page lists the known ones."),
    INVALID_REQUEST(400, Retry.NO, "Correct the request as the detail says."),
    INVALID_MESSAGE(400, Retry.NO, "Send one JSON object with a known type per text message."),
    UNAUTHORIZED(401, Retry.NO, "Send a valid credential: Authorization: Bearer <key>."),
    FORBIDDEN(403, Retry.NO, "Ask for a credential whose scope covers this."),
    ORIGIN_FORBIDDEN(403, Retry.NO, "Add the page's origin to the broker's allowed origins."),
    NOT_FOUND(404, Retry.NO, "The document does not exist; create it with PUT."),
    NO_SUCH_ROUTE(404, Retry.NO, "Check the path; the protocol page lists them."),
    METHOD_NOT_ALLOWED(405, Retry.NO, "Use one of the methods in the Allow header."),
    REQUEST_TIMEOUT(408, Retry.YES, "Send the whole request without pausing."),
    VERSION_CONFLICT(412, Retry.NO, "Decide again on the current version, which the answer carries."),
    GUARD_FAILED(412, Retry.NO, "Decide again on the current state, which the answer carries."),
    TEST_FAILED(412, Retry.NO, "A test operation of the JSON Patch did not hold; nothing was changed."),
    NOT_HOLDER(
            412,
            Retry.NO,
            "The lease has ended or is somebody else's: take it anew with lease, or write without holder."),
    DOCUMENT_TOO_LARGE(413, Retry.NO, "Make the document smaller, or split it in several."),
    REQUEST_TOO_LARGE(413, Retry.NO, "Make the request smaller, or split it in several."),
    TOO_MANY_WRITES(413, Retry.NO, "Send fewer writes in one request."),
    URI_TOO_LONG(414, Retry.NO, "Shorten the request line; subscribe over a socket instead."),
    UNSUPPORTED_MEDIA_TYPE(415, Retry.NO, "Send the content type that the method takes, in UTF-8, not compressed."),
    NULL_DOCUMENT(422, Retry.NO, "A document is any JSON value but null; DELETE removes it."),
    INVALID_PATCH(422, Retry.NO, "Send a patch as RFC 7396 or RFC 6902 defines it."),
    PATCH_FAILED(422, Retry.NO, "The patch does not apply to the current document; nothing was changed."),
    IDEMPOTENCY_KEY_REUSED(422, Retry.NO, "Use a new Idempotency-Key for another request."),
    TOO_MANY_IDEMPOTENCY_KEYS(429, Retry.YES, "Wait until older keys of this document have expired."),
    TOO_MANY_SUBSCRIPTIONS(429, Retry.NO, "Unsubscribe first, use patterns, or open another stream."),
    RATE_LIMITED(429, Retry.YES, "Surely not applied. Wait as Retry-After says, and ask for less in a second."),
    TOO_MANY_STREAMS(429, Retry.YES, "Wait, or connect to another node."),
    HEADERS_TOO_LARGE(431, Retry.NO, "Send fewer or shorter headers."),
    INTERNAL(500, Retry.YES, "Report it with the request id."),
    BUSY(503, Retry.YES, "Surely not applied. Wait as Retry-After says, then send it again."),
    DRAINING(503, Retry.YES, "Surely not applied. This node is stopping; send it to another."),
    NO_QUORUM(503, Retry.YES, "Surely not applied. This node does not see enough of the cluster; send it to another."),
    OUTCOME_UNKNOWN(503, Retry.YES, "May or may not be applied. Send it again with the same Idempotency-Key."),
    STORAGE_FULL(507, Retry.NO, "Delete documents, or give the node more memory; deletes still work.");

    /** Whether the same request, unchanged, may succeed later. */
    public enum Retry {
        YES,
        NO
    }

    private static final Map<String, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::code, Function.identity()));

    private final int status;
    private final Retry retry;
    private final String whatToDo;
    private final String code = name().toLowerCase(Locale.ROOT);

    ErrorCode(int status, Retry retry, String whatToDo) {
        this.status = status;
        this.retry = retry;
        this.whatToDo = whatToDo;
    }

    /** The stable string that clients match on, such as {@code version_conflict}. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code()}; empty when there is none, as in a message from a newer node. */
    public static Optional<ErrorCode> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public boolean retryable() {
        return retry == Retry.YES;
    }

    /** One sentence for the caller, without secrets and without internals. */
    public String whatToDo() {
        return whatToDo;
    }
}
