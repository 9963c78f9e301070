package dev.lux.access.keys;

import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Revocation;
import dev.lux.access.Revocations;
import dev.lux.access.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other nodes of the cluster have read to be revoked. It grows only, until the process ends: so nobody who reaches
 * the private ports of a cluster can give back what was taken. Knows no token itself. Usable on any thread.
 */
public final class RevokedElsewhere implements Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(RevokedElsewhere.class);

    private final Revocations jwts = new Revocations();
    private volatile KeyFile known = KeyFile.EMPTY;
    private volatile Set<String> keys = Set.of();

    /** Revoked keys and revocations alone, in one order. */
    public KeyFile known() {
        return known;
    }

    /** @return whether something was revoked by it that was not before */
    public synchronized boolean add(KeyFile more) {
        KeyFile all = RevokedKeys.union(known, more);
        if (all.equals(known)) {
            return false;
        }
        if (all.keys().size() > KeyFile.MAX_KEYS || all.revocations().size() > KeyFile.MAX_REVOCATIONS) {
            LOG.error("more was revoked on other nodes than can be kept; bring their files to this one");
            return false;
        }
        List<Revocation> revocations = all.revocations();
        jwts.replace(revocations);
        keys = all.keys().stream().map(key -> ApiKeys.credential(key.id())).collect(Collectors.toUnmodifiableSet());
        known = all;
        LOG.info("{} keys and {} JWTs or subjects are revoked on other nodes", keys.size(), revocations.size());
        return true;
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        return Optional.empty();
    }

    @Override
    public Optional<Principal> now(Principal before) {
        return keys.contains(before.credential()) ? Optional.empty() : jwts.now(before);
    }
}
