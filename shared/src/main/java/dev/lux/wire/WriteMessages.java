package dev.lux.wire;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what asks for a write: the messages {@code {"id":"...","data":...,"ifVersion":...,"guard":{...},
 * "idempotencyKey":"...","format":"json-patch","ttl":"10m","lease":"15s","onExpire":"mark","holder":"..."}} of a stream and of a request with several writes, and the envelope
 * {@code {"data":...,"ifVersion":...,"guard":{...}}} of a request for one document.
 */
public final class WriteMessages {
    private static final Set<String> ENVELOPE =
            Set.of("data", "ifVersion", "guard", "ttl", "lease", "onExpire", "holder");
    private static final Set<String> ENVELOPE_OF_DELETE = Set.of("ifVersion", "guard", "holder");
    private static final Set<String> ENVELOPE_OF_HEARTBEAT = Set.of("holder");
    private static final Set<String> PUT = with(ENVELOPE, "id", "idempotencyKey");
    private static final Set<String> PATCH = with(PUT, "format");
    private static final Set<String> DELETE = with(ENVELOPE_OF_DELETE, "id", "idempotencyKey");
    private static final Set<String> HEARTBEAT = with(ENVELOPE_OF_HEARTBEAT, "id");

    private WriteMessages() {}

    /** The limits with which members are to be parsed for {@link #decode} and {@link #envelope}. */
    public static JsonLimits jsonLimits(Limits limits) {
        return new JsonLimits(limits.jsonDepth(), limits.numberLength());
    }

    /**
     * A message's write.
     *
     * @param type {@code put}, {@code patch}, {@code delete} or {@code heartbeat}
     * @param extraAllowedKeys keys that the caller has dealt with, such as {@code type} and {@code ref}
     * @param principal who asks
     * @throws LuxException as {@link WriteParts#validated}, and {@code unknown_key}, {@code invalid_request}
     */
    public static Write decode(
            JsonMembers members, String type, Set<String> extraAllowedKeys, String principal, Limits limits) {
        WriteKind kind = kind(members, type);
        requireOnly(members, keys(kind), extraAllowedKeys);
        String id = members.string("id");
        if (id == null) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "id is missing.");
        }
        return parts(members, id, kind, condition(members), members.string("idempotencyKey"))
                .validated(principal, limits);
    }

    /**
     * What the envelope of a request for one document says, to be joined with the request's headers by the caller.
     *
     * @throws LuxException {@code unknown_key}, {@code invalid_request}
     */
    public static WriteParts envelope(JsonMembers members, String id, WriteKind kind) {
        members.requireOnly(
                switch (kind) {
                    case PUT, MERGE_PATCH, JSON_PATCH -> ENVELOPE;
                    case DELETE -> ENVELOPE_OF_DELETE;
                    case HEARTBEAT -> ENVELOPE_OF_HEARTBEAT;
                });
        return parts(members, id, kind, condition(members), null);
    }

    private static WriteParts parts(
            JsonMembers members, String id, WriteKind kind, Condition condition, @Nullable String idempotencyKey) {
        return new WriteParts(
                id,
                kind,
                members.get("data"),
                condition,
                members.get("guard"),
                idempotencyKey,
                TenureParts.of(members, kind));
    }

    private static Condition condition(JsonMembers members) {
        Long ifVersion = members.integer("ifVersion");
        return ifVersion == null ? Condition.NONE : Condition.ifVersion(ifVersion);
    }

    private static WriteKind kind(JsonMembers members, String type) {
        return switch (type) {
            case "put" -> WriteKind.PUT;
            case "patch" -> patchKind(members);
            case "delete" -> WriteKind.DELETE;
            case "heartbeat" -> WriteKind.HEARTBEAT;
            default ->
                throw new LuxException(ErrorCode.INVALID_REQUEST, "type must be put, patch, delete or heartbeat.");
        };
    }

    private static WriteKind patchKind(JsonMembers members) {
        String format = members.string("format");
        if (format == null || format.equals("merge-patch")) {
            return WriteKind.MERGE_PATCH;
        }
        if (format.equals("json-patch")) {
            return WriteKind.JSON_PATCH;
        }
        throw new LuxException(ErrorCode.INVALID_REQUEST, "format must be merge-patch or json-patch.");
    }

    private static Set<String> keys(WriteKind kind) {
        return switch (kind) {
            case PUT -> PUT;
            case MERGE_PATCH, JSON_PATCH -> PATCH;
            case DELETE -> DELETE;
            case HEARTBEAT -> HEARTBEAT;
        };
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    private static void requireOnly(JsonMembers members, Set<String> known, Set<String> extra) {
        for (String name : members.names()) {
            if (!known.contains(name) && !extra.contains(name)) {
                Set<String> all = new HashSet<>(known);
                all.addAll(extra);
                members.requireOnly(all);
            }
        }
    }
}
