package dev.lux.access.jwt;

import dev.lux.error.LuxException;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a token's header (RFC 7515, section 4): enough to find the keys that may have signed it. Keys that a
 * token brings or points to ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) are never looked at.
 *
 * @param id {@code kid}, or {@code null}
 */
record TokenHeader(String algorithm, @Nullable String id) {
    private static final JsonLimits LIMITS = new JsonLimits(4, 32);
    /** Of an access token (RFC 9068), or of any; a token that says that it is for something else is not one for here. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");

    /** @return empty when it is no object, names a member twice, or asks for an extension ({@code crit}, {@code b64}) */
    static Optional<TokenHeader> read(byte[] json) {
        try {
            JsonMembers members = JsonMembers.parse(json, LIMITS);
            String algorithm = members.string("alg");
            String type = members.string("typ");
            boolean isOfType = type == null || TYPES.contains(type.toLowerCase(Locale.ROOT));
            if (algorithm == null || !isOfType || members.has("crit") || members.has("b64")) {
                return Optional.empty();
            }
            return Optional.of(new TokenHeader(algorithm, members.string("kid")));
        } catch (LuxException notAHeader) {
            return Optional.empty();
        }
    }

    /** Whether this key may have signed such a token. */
    boolean mayBeOf(JwtKey key) {
        boolean sameId = id == null || key.id().isEmpty() || key.id().get().equals(id);
        return sameId && key.algorithm().word().equals(algorithm);
    }
}
