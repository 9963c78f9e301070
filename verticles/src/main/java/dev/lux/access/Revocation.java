package dev.lux.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * JWTs that are none any more: the one with an id, or all of a subject that were issued before a time.
 *
 * @param jti of the one, or {@code null}
 * @param subject of all, or {@code null}; one of the two is there
 * @param before when it was made; a subject's tokens that were issued later, or at that time, are not meant
 */
public record Revocation(@Nullable String jti, @Nullable String subject, Instant before) {
    /** The longest id of a token that can be revoked, in characters: as long as a token of the standard size has room for. */
    public static final int MAX_JTI = 512;

    /** @throws IllegalArgumentException with what is wrong */
    public Revocation {
        if ((jti == null) == (subject == null)) {
            throw new IllegalArgumentException("a revocation has either a jti or a subject");
        }
        if (jti != null && (jti.isEmpty() || jti.length() > MAX_JTI)) {
            throw new IllegalArgumentException("a jti has 1 to " + MAX_JTI + " characters");
        }
        if (subject != null && !Principal.isName(subject)) {
            throw new IllegalArgumentException("a subject has 1 to 255 bytes and no control characters");
        }
    }
}
