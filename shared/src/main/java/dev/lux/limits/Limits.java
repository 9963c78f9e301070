package dev.lux.limits;

import java.time.Duration;

/**
 * Everything that is bounded, with what happens at the bound. Defaults are in {@link #DEFAULT}; each is set by the
 * environment variable named here.
 *
 * @param documentBytes LUX_MAX_DOCUMENT_BYTES: minified JSON of one document; beyond: {@code document_too_large}
 * @param stateBytes LUX_MAX_STATE_BYTES: all records of this node, tombstones and kept answers included; beyond: {@code storage_full}
 * @param jsonDepth LUX_MAX_DEPTH: nesting of one document; beyond: {@code json_too_deep}
 * @param numberLength LUX_MAX_NUMBER_LENGTH: characters of one number; beyond: {@code number_too_long}
 * @param requestBytes LUX_MAX_REQUEST_BYTES: body of a request with several writes; beyond: {@code request_too_large}.
 *     Any other body is bounded by documentBytes + {@link #ENVELOPE_BYTES}
 * @param writesPerRequest LUX_MAX_WRITES_PER_REQUEST; beyond: {@code too_many_writes}
 * @param subscriptionsPerStream LUX_MAX_SUBSCRIPTIONS; beyond: {@code too_many_subscriptions}
 * @param waitingWrites LUX_MAX_WAITING_WRITES: writes that this node has taken for one owner and not answered; beyond:
 *     {@code busy}
 * @param waitingBytes LUX_MAX_WAITING_BYTES: what they say, all together; beyond: {@code busy}
 * @param streams LUX_MAX_STREAMS: sockets and event streams on this node; beyond: {@code too_many_streams}
 * @param requestTimeout LUX_REQUEST_TIMEOUT: from the first byte of a request to its last; beyond:
 *     {@code request_timeout}
 * @param socketBufferBytes LUX_SOCKET_BUFFER_BYTES: what the broker holds encoded for a socket that does not read, and
 *     the size asked of the kernel's send buffer; beyond it states wait, one per document
 * @param tombstoneRetention LUX_TOMBSTONE_RETENTION: how long a deletion is kept, at least
 */
public record Limits(
        int documentBytes,
        long stateBytes,
        int jsonDepth,
        int numberLength,
        int requestBytes,
        int writesPerRequest,
        int waitingWrites,
        long waitingBytes,
        int subscriptionsPerStream,
        int streams,
        Duration requestTimeout,
        int socketBufferBytes,
        Duration tombstoneRetention) {
    /** What an envelope or a frame may need around a document. */
    public static final int ENVELOPE_BYTES = 8 * 1024;

    /** Pending documents of one socket, beyond which it gets a new snapshot instead. */
    public static final int PENDING_DOCUMENTS = 65_536;

    /**
     * Documents of more than so many bytes travel as patches to streams that ask for it. What is smaller costs little to
     * send whole, and all streams are sent the same bytes.
     */
    public static final int PATCHED_ABOVE_BYTES = 2 * 1024;

    /** Messages of one socket whose answers it was not sent yet, at which the broker stops reading it. */
    public static final int UNANSWERED_MESSAGES = 256;

    /** What such messages may hold together, in bytes, before the same happens. */
    public static final int UNANSWERED_BYTES = 1024 * 1024;

    /** Idempotency keys remembered per document; beyond: {@code too_many_idempotency_keys}. */
    public static final int IDEMPOTENCY_KEYS = 32;

    /** How long an applied write with an Idempotency-Key is remembered. */
    public static final Duration IDEMPOTENCY_WINDOW = Duration.ofMinutes(5);

    /** The shortest lease and the shortest ttl; below: {@code invalid_request}. */
    public static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);

    /** The longest lease; beyond: {@code invalid_request}. */
    public static final Duration LONGEST_LEASE = Duration.ofDays(1);

    /** The longest ttl; beyond: {@code invalid_request}. */
    public static final Duration LONGEST_TTL = Duration.ofDays(400);

    /** Documents that are bound to one socket; beyond: {@code invalid_request}. */
    public static final int SESSION_DOCUMENTS = 64;

    /** How long a document that is bound to a socket outlives the socket's node. */
    public static final Duration SESSION_LEASE = Duration.ofSeconds(7);

    /** How often a node says that its sockets are there. */
    public static final Duration SESSION_BEAT = Duration.ofSeconds(2);

    /** Writes of one document that wait for its turn; beyond: {@code busy}. */
    public static final int QUEUED_WRITES = 1_024;

    public static final Limits DEFAULT = new Limits(
            64 * 1024,
            512L * 1024 * 1024,
            64,
            256,
            1024 * 1024,
            256,
            2_048,
            64L * 1024 * 1024,
            1_024,
            20_000,
            Duration.ofSeconds(10),
            64 * 1024,
            Duration.ofHours(1));

    public Limits {
        requirePositive("LUX_MAX_DOCUMENT_BYTES", documentBytes);
        requirePositive("LUX_MAX_STATE_BYTES", stateBytes);
        requirePositive("LUX_MAX_DEPTH", jsonDepth);
        requirePositive("LUX_MAX_NUMBER_LENGTH", numberLength);
        requirePositive("LUX_MAX_REQUEST_BYTES", requestBytes);
        requirePositive("LUX_MAX_WRITES_PER_REQUEST", writesPerRequest);
        requirePositive("LUX_MAX_WAITING_WRITES", waitingWrites);
        requirePositive("LUX_MAX_WAITING_BYTES", waitingBytes);
        requirePositive("LUX_MAX_SUBSCRIPTIONS", subscriptionsPerStream);
        requirePositive("LUX_MAX_STREAMS", streams);
        requirePositive("LUX_REQUEST_TIMEOUT", requestTimeout.toMillis());
        requirePositive("LUX_SOCKET_BUFFER_BYTES", socketBufferBytes);
        if (documentBytes > 16 * 1024 * 1024) {
            throw new IllegalArgumentException("LUX_MAX_DOCUMENT_BYTES is at most 16 MiB");
        }
        if (tombstoneRetention.compareTo(IDEMPOTENCY_WINDOW) < 0) {
            throw new IllegalArgumentException("LUX_TOMBSTONE_RETENTION is at least the idempotency window, 5m");
        }
    }

    /** The largest body of a request for one document, and the largest message on a socket, in bytes. */
    public int messageBytes() {
        return documentBytes + ENVELOPE_BYTES;
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
