package dev.lux.access;

import java.util.Optional;

/** One kind of credential. Usable on any thread; nothing here blocks. */
public interface Credentials {
    /**
     * @param nowMicros since 1970
     * @return empty when the token is none of this kind, or not valid; the caller looks at when it expires
     */
    Optional<Principal> principal(Token token, long nowMicros);

    /**
     * What a principal is now.
     *
     * @param before of this kind, or of another
     * @return empty when its credential was revoked; one of another kind as it is
     */
    default Optional<Principal> now(Principal before) {
        return Optional.of(before);
    }
}
