package dev.lux.access.jwt;

import dev.lux.error.LuxException;
import dev.lux.json.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a token must say, and how it says what it allows.
 *
 * @param issuers LUX_JWT_ISSUER: one of them must be the token's {@code iss}
 * @param audiences LUX_JWT_AUDIENCE: one of them must be among the token's {@code aud}
 * @param leeway LUX_JWT_LEEWAY: by how much the issuer's clock may be wrong; at most {@link #MAX_LEEWAY}
 * @param scopeClaim LUX_JWT_SCOPE_CLAIM: the name of a claim, or a JSON Pointer to one
 * @param scopePrefix LUX_JWT_SCOPE_PREFIX: what stands before each scope that is meant for this broker; else empty
 */
public record JwtRules(
        Set<String> issuers, Set<String> audiences, Duration leeway, String scopeClaim, String scopePrefix) {
    public static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

    public JwtRules {
        if (issuers.isEmpty() || issuers.contains("")) {
            throw new IllegalArgumentException("LUX_JWT_ISSUER is one issuer or several");
        }
        if (audiences.isEmpty() || audiences.contains("")) {
            throw new IllegalArgumentException("LUX_JWT_AUDIENCE is one audience or several");
        }
        if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
            throw new IllegalArgumentException("LUX_JWT_LEEWAY is 0s to 5m");
        }
        if (scopeClaim.isEmpty()) {
            throw new IllegalArgumentException("LUX_JWT_SCOPE_CLAIM is the name of a claim, or a JSON Pointer to one");
        }
        pointer(scopeClaim);
        issuers = Set.copyOf(issuers);
        audiences = Set.copyOf(audiences);
    }

    /** Where a token says what it allows. */
    Pointer scopePointer() {
        return pointer(scopeClaim);
    }

    private static Pointer pointer(String claim) {
        try {
            return claim.startsWith("/") ? Pointer.parse(claim) : new Pointer(List.of(claim));
        } catch (LuxException e) {
            throw new IllegalArgumentException("LUX_JWT_SCOPE_CLAIM: " + e.detail(), e);
        }
    }
}
