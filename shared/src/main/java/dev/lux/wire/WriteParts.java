package dev.lux.wire;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.Digest;
import dev.lux.document.DocumentId;
import dev.lux.document.HolderToken;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.Guard;
import dev.lux.json.JsonPatch;
import dev.lux.json.JsonTree;
import dev.lux.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a write says, however it came: by a message, or by a path, headers and a body.
 *
 * @param data minified JSON; {@code null} when none came
 * @param guard minified JSON, not yet validated
 * @param tenure what it says about time; {@code null}: nothing
 */
public record WriteParts(
        String id,
        WriteKind kind,
        byte @Nullable [] data,
        Condition condition,
        byte @Nullable [] guard,
        @Nullable String idempotencyKey,
        @Nullable TenureParts tenure) {
    private static final byte[] NOTHING = {};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** The longest Idempotency-Key, in characters. */
    public static final int MAX_IDEMPOTENCY_KEY = 128;

    /** One that says nothing about time. */
    public WriteParts(
            String id,
            WriteKind kind,
            byte @Nullable [] data,
            Condition condition,
            byte @Nullable [] guard,
            @Nullable String idempotencyKey) {
        this(id, kind, data, condition, guard, idempotencyKey, null);
    }

    /**
     * The write that this is.
     *
     * @throws LuxException {@code invalid_id}, {@code invalid_request} (no data, a guard or key that is none),
     *     {@code document_too_large} (patches too), {@code null_document}, {@code invalid_patch}
     */
    public Write validated(String principal, Limits limits) {
        DocumentId.require(id);
        byte[] body = body(limits);
        if (guard != null) {
            Guard.parse(guard);
        }
        Idempotency idempotency = idempotency(principal, body);
        Write write = new Write(id, kind, body, condition, guard, idempotency, principal);
        // A repetition is told of the holder that the first of them has made.
        return tenure == null
                ? write
                : write.with(
                        tenure.tenure(idempotency == null ? HolderToken.random() : HolderToken.of(idempotency.key())));
    }

    private byte[] body(Limits limits) {
        if (kind == WriteKind.DELETE || kind == WriteKind.HEARTBEAT) {
            return NOTHING;
        }
        if (data == null) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "data is missing.");
        }
        if (data.length > limits.documentBytes()) {
            throw new LuxException(
                    ErrorCode.DOCUMENT_TOO_LARGE,
                    "data has " + data.length + " bytes, of at most " + limits.documentBytes() + ".");
        }
        switch (kind) {
            case PUT -> {
                if (Arrays.equals(data, NULL)) {
                    throw new LuxException(ErrorCode.NULL_DOCUMENT, ErrorCode.NULL_DOCUMENT.whatToDo());
                }
            }
            case MERGE_PATCH -> {
                if (data[0] != '{') {
                    throw new LuxException(ErrorCode.INVALID_PATCH, "A merge patch is a JSON object (RFC 7396).");
                }
            }
            case JSON_PATCH -> JsonPatch.parse(JsonTree.read(data));
            case DELETE, HEARTBEAT -> throw new IllegalStateException("answered above");
        }
        return data;
    }

    private @Nullable Idempotency idempotency(String principal, byte[] body) {
        if (idempotencyKey == null) {
            return null;
        }
        requirePrintable(idempotencyKey);
        Digest key = Digest.of(utf8(principal), utf8(idempotencyKey));
        // The lists are in the client's order: a repetition of a request has the same.
        Digest request = Digest.of(
                utf8(kind.name()),
                utf8(id),
                body,
                utf8(condition.toString()),
                guard == null ? NOTHING : guard,
                tenure == null ? NOTHING : utf8(tenure.toString()));
        return new Idempotency(key, request);
    }

    private static void requirePrintable(String key) {
        boolean valid = !key.isEmpty() && key.length() <= MAX_IDEMPOTENCY_KEY;
        for (int i = 0; i < key.length() && valid; i++) {
            valid = key.charAt(i) >= ' ' && key.charAt(i) <= '~';
        }
        if (!valid) {
            throw new LuxException(
                    ErrorCode.INVALID_REQUEST, "An idempotency key is 1 to 128 printable ASCII characters.");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
