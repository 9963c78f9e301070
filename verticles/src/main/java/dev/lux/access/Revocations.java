package dev.lux.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was revoked of JWTs, as it was read last. Knows no token itself. Usable on any thread. */
public final class Revocations implements Credentials {
    private volatile Known known = new Known(Set.of(), Map.of());

    /** @param subjects with the time, in microseconds since 1970, before which their tokens were issued */
    private record Known(Set<String> credentials, Map<String, Long> subjects) {}

    /** Takes the place of all that was revoked before. */
    public void replace(List<Revocation> revocations) {
        Set<String> credentials = new HashSet<>();
        Map<String, Long> subjects = new HashMap<>();
        for (Revocation revocation : revocations) {
            if (revocation.jti() != null) {
                credentials.add(Principal.ofJwt(revocation.jti()));
            }
            if (revocation.subject() != null) {
                subjects.merge(revocation.subject(), Principal.micros(revocation.before()), Math::max);
            }
        }
        known = new Known(Set.copyOf(credentials), Map.copyOf(subjects));
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        return Optional.empty();
    }

    @Override
    public Optional<Principal> now(Principal before) {
        if (!before.isOfJwt()) {
            return Optional.of(before);
        }
        Known now = known;
        Long revokedBefore = now.subjects.get(before.name());
        boolean isRevoked = now.credentials.contains(before.credential())
                || (revokedBefore != null && before.issuedMicros() < revokedBefore);
        return isRevoked ? Optional.empty() : Optional.of(before);
    }
}
