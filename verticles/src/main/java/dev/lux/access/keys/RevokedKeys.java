package dev.lux.access.keys;

import dev.lux.access.Revocation;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is revoked, of several files together. Pure. */
public final class RevokedKeys {
    /** In the place of what a revoked key could do, which nobody needs to be told. */
    private static final Scopes NO_MATTER =
            new Scopes(List.of(Scope.parse("read:*").orElseThrow()));

    private static final String NO_HASH = "0".repeat(64);

    private RevokedKeys() {}

    /**
     * Everything that is revoked in either, in one order and one form, so that equal sets are equal texts: of a key its id
     * and when it was revoked first, of a token or subject what refuses more.
     */
    public static KeyFile union(KeyFile one, KeyFile other) {
        Map<String, Instant> keys = new TreeMap<>();
        Stream.concat(one.keys().stream(), other.keys().stream()).forEach(key -> {
            Instant revoked = key.revoked();
            if (revoked != null) {
                keys.merge(key.id(), revoked, (a, b) -> a.isBefore(b) ? a : b);
            }
        });
        Map<String, Revocation> revocations = new TreeMap<>();
        Stream.concat(one.revocations().stream(), other.revocations().stream())
                .forEach(each -> revocations.merge(
                        each.jti() != null ? "jti " + each.jti() : "subject " + each.subject(),
                        each,
                        (a, b) -> a.before().isBefore(b.before()) ? b : a));
        return new KeyFile(
                keys.entrySet().stream()
                        .map(key -> revoked(key.getKey(), key.getValue()))
                        .toList(),
                List.copyOf(revocations.values()));
    }

    private static ApiKey revoked(String id, Instant when) {
        return new ApiKey(id, "revoked", NO_HASH, NO_MATTER, when, null, when);
    }

    /** 64 hexadecimal digits by which nodes tell whether they know the same. */
    public static String digest(KeyFile revoked) {
        return digest(revoked.format());
    }

    static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
