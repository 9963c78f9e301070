package dev.lux.access.keys;

import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonElements;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a file of keys: {@code {"keys":[{"id","name","sha256","scopes":[...],"created","expires","revoked"}]}},
 * times in RFC 3339, the last two optional. One key is one line.
 */
public final class KeyFile {
    /** More are refused. */
    public static final int MAX_KEYS = 10_000;
    /** A file beyond is refused. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_SCOPES = 64;
    private static final JsonLimits LIMITS = new JsonLimits(8, 32);
    private static final Set<String> MEMBERS =
            Set.of("id", "name", "sha256", "scopes", "created", "expires", "revoked");

    private KeyFile() {}

    /** @throws IllegalArgumentException with what is wrong; nothing of a file is used that is wrong anywhere */
    public static List<ApiKey> parse(byte[] json) {
        int number = 0;
        try {
            JsonMembers top = JsonMembers.parse(json, LIMITS);
            top.requireOnly(Set.of("keys"));
            List<ApiKey> keys = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (byte[] element : elements(top.get("keys"), "keys", MAX_KEYS)) {
                number++;
                ApiKey key = key(JsonMembers.parse(element, LIMITS));
                if (!ids.add(key.id())) {
                    throw new IllegalArgumentException("its id comes twice");
                }
                keys.add(key);
            }
            return keys;
        } catch (LuxException e) {
            throw new IllegalArgumentException(where(number) + e.detail(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where(number) + e.getMessage(), e);
        }
    }

    private static String where(int number) {
        return number == 0 ? "" : "key " + number + ": ";
    }

    private static ApiKey key(JsonMembers members) {
        members.requireOnly(MEMBERS);
        List<Scope> scopes = new ArrayList<>();
        for (byte[] element : elements(members.get("scopes"), "scopes", MAX_SCOPES)) {
            String text = element[0] == '"' ? JsonStrings.decode(element, 1, element.length - 1) : "";
            scopes.add(Scope.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("a scope is such as read,write:incident-*")));
        }
        Instant created = time(members, "created");
        if (created == null) {
            throw new IllegalArgumentException("created is missing");
        }
        return new ApiKey(
                text(members, "id"),
                text(members, "name"),
                text(members, "sha256"),
                new Scopes(scopes),
                created,
                time(members, "expires"),
                time(members, "revoked"));
    }

    private static List<byte[]> elements(byte @Nullable [] array, String name, int most) {
        if (array == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return JsonElements.parse(array, 0, array.length, LIMITS, name, most, ErrorCode.INVALID_REQUEST);
    }

    private static String text(JsonMembers members, String name) {
        String text = members.string(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static @Nullable Instant time(JsonMembers members, String name) {
        String text = members.string(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is a time such as 2026-06-17T22:18:00Z", e);
        }
    }

    /** The file of these keys. */
    public static byte[] format(List<ApiKey> keys) {
        String lines = keys.stream().map(KeyFile::line).collect(Collectors.joining(",\n"));
        return ("{\"keys\":[\n" + lines + "\n]}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(ApiKey key) {
        String scopes = key.scopes().all().stream()
                .map(scope -> JsonStrings.quote(scope.toString()))
                .collect(Collectors.joining(","));
        return "{\"id\":\"" + key.id() + "\",\"name\":" + JsonStrings.quote(key.name()) + ",\"sha256\":\""
                + key.sha256()
                + "\",\"scopes\":[" + scopes + "],\"created\":\"" + key.created() + "\""
                + optional("expires", key.expires()) + optional("revoked", key.revoked()) + "}";
    }

    private static String optional(String name, @Nullable Instant time) {
        return time == null ? "" : ",\"" + name + "\":\"" + time + "\"";
    }
}
