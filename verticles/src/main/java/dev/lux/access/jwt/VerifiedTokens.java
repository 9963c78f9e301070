package dev.lux.access.jwt;

import dev.lux.access.Principal;
import dev.lux.access.Token;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens whose signature was verified, by digest: the next request with one costs a look-up. At most {@code max} are kept,
 * in two halves of which the older is forgotten when the younger is full; a token that is used stays. Whether one has
 * expired is the caller's to see.
 */
final class VerifiedTokens {
    private final int half;
    private volatile Map<ByteBuffer, Principal> young = new ConcurrentHashMap<>();
    private volatile Map<ByteBuffer, Principal> old = Map.of();
    private volatile int generation;

    /** @param max at least 2 */
    VerifiedTokens(int max) {
        this.half = max / 2;
    }

    Optional<Principal> find(Token token) {
        int now = generation;
        ByteBuffer digest = ByteBuffer.wrap(token.sha256());
        Principal recent = young.get(digest);
        if (recent != null) {
            return Optional.of(recent);
        }
        Principal before = old.get(digest);
        if (before != null) {
            add(token, before, now);
        }
        return Optional.ofNullable(before);
    }

    /** Rises when everything is forgotten; to be asked for before a token is verified. */
    int generation() {
        return generation;
    }

    /** @param verifiedIn a token of an earlier generation is not remembered: its key may have gone meanwhile */
    synchronized void add(Token token, Principal principal, int verifiedIn) {
        if (verifiedIn != generation) {
            return;
        }
        if (young.size() >= half) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(ByteBuffer.wrap(token.sha256()), principal);
    }

    /** A key may have gone: what it signed counts no more. */
    synchronized void forget() {
        generation++;
        old = Map.of();
        young = new ConcurrentHashMap<>();
    }

    int size() {
        return young.size() + old.size();
    }
}
