package dev.lux.wire;

import dev.lux.command.Write;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client says on a socket. */
public sealed interface ClientMessage {
    /**
     * @param since versions that the client has, by id
     * @param patches whether the client takes patches on this stream from now on
     */
    record Subscribe(Pattern pattern, Map<String, Long> since, boolean patches) implements ClientMessage {}

    record Unsubscribe(Pattern pattern) implements ClientMessage {}

    /** @param session whether the document is to be there as long as this socket */
    record Change(Write write, boolean session) implements ClientMessage {}

    record Auth(String token) implements ClientMessage {}

    /**
     * The members of one message, before its type is looked at.
     *
     * @throws LuxException {@code invalid_message}, or what is wrong with the JSON
     */
    static JsonMembers members(byte[] message, Limits limits) {
        try {
            return JsonMembers.parse(message, 0, message.length, WriteMessages.jsonLimits(limits));
        } catch (LuxException e) {
            throw e.code() == ErrorCode.INVALID_REQUEST ? new LuxException(ErrorCode.INVALID_MESSAGE, e.detail()) : e;
        }
    }

    /** The client's {@code ref} as JSON, a string or an integer, or {@code null}. */
    static byte @Nullable [] ref(JsonMembers members) {
        byte[] ref = members.get("ref");
        if (ref == null) {
            return null;
        }
        boolean isString = ref[0] == '"';
        if (!isString) {
            members.integer("ref");
        }
        if (ref.length > 128) {
            throw new LuxException(ErrorCode.INVALID_MESSAGE, "A ref has at most 128 bytes.");
        }
        return ref;
    }

    /**
     * @param principal who speaks
     * @throws LuxException when it is no message of the protocol
     */
    static ClientMessage decode(JsonMembers members, String principal, Limits limits) {
        String type = members.string("type");
        if (type == null) {
            throw new LuxException(ErrorCode.INVALID_MESSAGE, "type is missing.");
        }
        return switch (type) {
            case "subscribe" -> {
                members.requireOnly(Set.of("type", "ref", "match", "since", "delta"));
                yield new Subscribe(pattern(members), since(members, limits), patches(members));
            }
            case "unsubscribe" -> {
                members.requireOnly(Set.of("type", "ref", "match"));
                yield new Unsubscribe(pattern(members));
            }
            case "put" -> put(members, principal, limits);
            case "patch", "delete", "heartbeat" ->
                new Change(WriteMessages.decode(members, type, Set.of("type", "ref"), principal, limits), false);
            case "auth" -> {
                members.requireOnly(Set.of("type", "ref", "token"));
                String token = members.string("token");
                if (token == null) {
                    throw new LuxException(ErrorCode.INVALID_MESSAGE, "token is missing.");
                }
                yield new Auth(token);
            }
            default -> throw new LuxException(ErrorCode.INVALID_MESSAGE, "The type is not known.");
        };
    }

    private static Change put(JsonMembers members, String principal, Limits limits) {
        boolean session = Boolean.TRUE.equals(members.bool("session"));
        Write write = WriteMessages.decode(members, "put", Set.of("type", "ref", "session"), principal, limits);
        if (session && write.tenure() != null) {
            throw new LuxException(
                    ErrorCode.INVALID_REQUEST, "A session document has no ttl, lease or holder of its own.");
        }
        return new Change(write, session);
    }

    private static Pattern pattern(JsonMembers members) {
        String match = members.string("match");
        if (match == null) {
            throw new LuxException(ErrorCode.INVALID_PATTERN, "match is missing.");
        }
        return Pattern.parse(match);
    }

    private static boolean patches(JsonMembers members) {
        String delta = members.string("delta");
        if (delta == null) {
            return false;
        }
        requireMergePatch(delta);
        return true;
    }

    /**
     * How a client asks for changes as patches.
     *
     * @throws LuxException {@code invalid_request} when it is another way than there is
     */
    static void requireMergePatch(String delta) {
        if (!delta.equals("merge-patch")) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "delta must be merge-patch.");
        }
    }

    private static Map<String, Long> since(JsonMembers members, Limits limits) {
        byte[] since = members.get("since");
        if (since == null) {
            return Map.of();
        }
        JsonMembers versions = JsonMembers.parse(since, 0, since.length, WriteMessages.jsonLimits(limits));
        Map<String, Long> byId = new HashMap<>();
        for (String id : versions.names()) {
            Long version = versions.integer(id);
            if (version == null) {
                throw new LuxException(ErrorCode.INVALID_REQUEST, "since maps ids to versions.");
            }
            byId.put(dev.lux.document.DocumentId.require(id), version);
        }
        return byId;
    }
}
