package dev.lux.access.keys;

import dev.lux.access.Principal;
import dev.lux.access.Scopes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of one key.
 *
 * @param id the part of the key that is no secret
 * @param name whose it is; several keys may be of one name, so that one replaces the other without a gap
 * @param sha256 of the whole key, 64 hexadecimal digits
 * @param expires from then on it is none, or {@code null}
 * @param revoked since when it is none, or {@code null}
 */
public record ApiKey(
        String id,
        String name,
        String sha256,
        Scopes scopes,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException with what is wrong */
    public ApiKey {
        if (!KeyText.isId(id)) {
            throw new IllegalArgumentException("an id of a key is " + KeyText.ID_LENGTH + " of a-z 2-7");
        }
        if (!Principal.isName(name)) {
            throw new IllegalArgumentException("a name has 1 to 255 bytes and no control characters");
        }
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 is 64 hexadecimal digits in lower case");
        }
        if (scopes.all().isEmpty()) {
            throw new IllegalArgumentException("a key has a scope");
        }
    }

    public ApiKey revokedAt(Instant when) {
        return new ApiKey(id, name, sha256, scopes, created, expires, revoked == null ? when : revoked);
    }

    Principal principal() {
        return new Principal(name, scopes, expires == null ? Principal.NEVER : Principal.micros(expires), "key:" + id);
    }
}
