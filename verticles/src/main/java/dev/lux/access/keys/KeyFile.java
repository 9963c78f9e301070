package dev.lux.access.keys;

import dev.lux.access.Revocation;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a file of keys: {@code {"keys":[{"id","name","sha256","scopes":[...],"created","expires","revoked"}],
 * "revocations":[{"jti","before"},{"subject","before"}]}}, times in RFC 3339; {@code expires} and {@code revoked} are
 * optional, and so are {@code revocations}. One key or revocation is one line.
 *
 * @param keys revoked ones too
 * @param revocations of JWTs
 */
public record KeyFile(List<ApiKey> keys, List<Revocation> revocations) {
    public static final KeyFile EMPTY = new KeyFile(List.of(), List.of());

    /** More are refused. */
    public static final int MAX_KEYS = 10_000;
    /** A file beyond is refused. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_SCOPES = 64;
    private static final JsonLimits LIMITS = new JsonLimits(8, 32);
    private static final Set<String> MEMBERS =
            Set.of("id", "name", "sha256", "scopes", "created", "expires", "revoked");

    /** More revocations are refused. */
    public static final int MAX_REVOCATIONS = 10_000;

    public KeyFile {
        keys = List.copyOf(keys);
        revocations = List.copyOf(revocations);
    }

    public KeyFile withKeys(List<ApiKey> others) {
        return new KeyFile(others, revocations);
    }

    public KeyFile withRevocations(List<Revocation> others) {
        return new KeyFile(keys, others);
    }

    /** @throws IllegalArgumentException with what is wrong; nothing of a file is used that is wrong anywhere */
    public static KeyFile parse(byte[] json) {
        JsonMembers top;
        try {
            top = JsonMembers.parse(json, LIMITS);
            top.requireOnly(Set.of("keys", "revocations"));
        } catch (LuxException e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
        Set<String> ids = new HashSet<>();
        List<ApiKey> keys = each(top.get("keys"), "keys", MAX_KEYS, "key", members -> {
            ApiKey key = key(members);
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("its id comes twice");
            }
            return key;
        });
        byte[] revoked = top.get("revocations");
        return new KeyFile(
                keys,
                revoked == null
                        ? List.of()
                        : each(revoked, "revocations", MAX_REVOCATIONS, "revocation", KeyFile::revocation));
    }

    /** @param one what an element is called where it is wrong */
    private static <T> List<T> each(
            byte @Nullable [] array, String name, int most, String one, Function<JsonMembers, T> read) {
        List<T> all = new ArrayList<>();
        String where = "";
        try {
            for (byte[] element : elements(array, name, most)) {
                where = one + " " + (all.size() + 1) + ": ";
                all.add(read.apply(JsonMembers.parse(element, LIMITS)));
            }
            return all;
        } catch (LuxException e) {
            throw new IllegalArgumentException(where + e.detail(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    private static Revocation revocation(JsonMembers members) {
        members.requireOnly(Set.of("jti", "subject", "before"));
        return new Revocation(members.string("jti"), members.string("subject"), required(members, "before"));
    }

    private static ApiKey key(JsonMembers members) {
        members.requireOnly(MEMBERS);
        List<Scope> scopes = new ArrayList<>();
        for (byte[] element : elements(members.get("scopes"), "scopes", MAX_SCOPES)) {
            String text = element[0] == '"' ? JsonStrings.decode(element, 1, element.length - 1) : "";
            scopes.add(Scope.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a scope is such as read,write:incident-* or write:incident-*#/status")));
        }
        return new ApiKey(
                text(members, "id"),
                text(members, "name"),
                text(members, "sha256"),
                new Scopes(scopes),
                required(members, "created"),
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

    private static Instant required(JsonMembers members, String name) {
        Instant time = time(members, name);
        if (time == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return time;
    }

    private static @Nullable Instant time(JsonMembers members, String name) {
        String text = members.string(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is a time such as 2026-06-17T22:18:00Z", e);
        }
    }

    /** The text of the file. */
    public byte[] format() {
        String lines = keys.stream().map(KeyFile::line).collect(Collectors.joining(",\n"));
        String revoked = revocations.stream().map(KeyFile::line).collect(Collectors.joining(",\n"));
        String more = revoked.isEmpty() ? "" : ",\"revocations\":[\n" + revoked + "\n]";
        return ("{\"keys\":[\n" + lines + "\n]" + more + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Revocation revocation) {
        String whose = revocation.jti() != null
                ? "\"jti\":" + JsonStrings.quote(revocation.jti())
                : "\"subject\":" + JsonStrings.quote(String.valueOf(revocation.subject()));
        return "{" + whose + ",\"before\":\"" + revocation.before() + "\"}";
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
