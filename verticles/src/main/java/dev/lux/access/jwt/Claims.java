package dev.lux.access.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.access.Principal;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.error.LuxException;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonText;
import dev.lux.json.JsonTree;
import dev.lux.json.Pointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a token claims (RFC 7519, section 4), judged by the rules. Whether it may claim so is the signature's to say. */
final class Claims {
    private static final JsonLimits LIMITS = new JsonLimits(16, 32);
    /** The end of the year 9999: no date beyond is meant. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private static final int MICROS_DIGITS = 6;
    private static final long NO_DATE = -1;

    private final JwtRules rules;
    private final long leewayMicros;
    private final Pointer scopeClaim;

    Claims(JwtRules rules) {
        this.rules = rules;
        this.leewayMicros = TimeUnit.NANOSECONDS.toMicros(rules.leeway().toNanos());
        this.scopeClaim = rules.scopePointer();
    }

    /**
     * Who a token says that it is of. It expires after the leeway.
     *
     * @return empty when it is no object or names a member twice; is of another issuer, or for another audience; is not
     *     valid yet, or any more; does not say when it expires, or a name that can be one
     */
    Optional<Principal> principal(byte[] json, long nowMicros) {
        try {
            // Refuses members that are named twice, at any depth.
            JsonNode claims = JsonTree.read(JsonText.minify(json, LIMITS));
            long expires = micros(claims.get("exp"));
            JsonNode subject = claims.get("sub");
            boolean isValid = isFromIssuer(claims.get("iss"))
                    && isForAudience(claims.get("aud"))
                    && expires != NO_DATE
                    && nowMicros < expires + leewayMicros
                    && isBegun(claims.get("nbf"), nowMicros)
                    && subject != null
                    && subject.isTextual()
                    && Principal.isName(subject.textValue());
            if (!isValid) {
                return Optional.empty();
            }
            return Optional.of(new Principal(
                    subject.textValue(),
                    scopes(claims),
                    expires + leewayMicros,
                    credential(claims.get("jti")),
                    Math.max(0, micros(claims.get("iat")))));
        } catch (LuxException notClaims) {
            return Optional.empty();
        }
    }

    private boolean isFromIssuer(@Nullable JsonNode issuer) {
        return issuer != null && issuer.isTextual() && rules.issuers().contains(issuer.textValue());
    }

    private boolean isForAudience(@Nullable JsonNode audience) {
        if (audience == null) {
            return false;
        }
        boolean isFor = false;
        for (JsonNode one : audience.isArray() ? audience : List.of(audience)) {
            isFor |= one.isTextual() && rules.audiences().contains(one.textValue());
        }
        return isFor;
    }

    private boolean isBegun(@Nullable JsonNode notBefore, long nowMicros) {
        if (notBefore == null) {
            return true;
        }
        long begins = micros(notBefore);
        return begins != NO_DATE && begins <= nowMicros + leewayMicros;
    }

    /** Microseconds since 1970 of a NumericDate; {@link #NO_DATE} when it is none, or of no date that could be meant. */
    private static long micros(@Nullable JsonNode date) {
        if (date == null || !date.isNumber()) {
            return NO_DATE;
        }
        BigDecimal seconds = date.decimalValue();
        return seconds.signum() < 0 || seconds.compareTo(LAST_SECOND) > 0
                ? NO_DATE
                : seconds.movePointRight(MICROS_DIGITS).longValue();
    }

    /** Those that are meant for this broker; others are for others. */
    private Scopes scopes(JsonNode claims) {
        List<Scope> scopes = new ArrayList<>();
        JsonNode claim = scopeClaim.find(claims);
        if (claim != null) {
            for (JsonNode one : claim.isArray() ? claim : List.of(claim)) {
                for (String text : one.isTextual() ? one.textValue().split(" ", -1) : new String[0]) {
                    if (text.startsWith(rules.scopePrefix())) {
                        Scope.parse(text.substring(rules.scopePrefix().length()))
                                .ifPresent(scopes::add);
                    }
                }
            }
        }
        return new Scopes(scopes);
    }

    private static String credential(@Nullable JsonNode id) {
        return Principal.ofJwt(id != null && id.isTextual() ? id.textValue() : "");
    }
}
