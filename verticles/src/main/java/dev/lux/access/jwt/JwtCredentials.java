package dev.lux.access.jwt;

import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Token;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens of the configured issuers. A token that is wrong in any way is nobody's; it is not told in which. */
public final class JwtCredentials implements Credentials {
    /** Of the configuration; they stay. */
    private final List<JwtKey> keys;

    private final Claims claims;
    private final VerifiedTokens verified;
    /** From a URL; they change. */
    private volatile List<JwtKey> fetchedKeys = List.of();

    private volatile Runnable onMissedKey = () -> {};

    JwtCredentials(List<JwtKey> keys, JwtRules rules, int remembered) {
        this.keys = List.copyOf(keys);
        this.claims = new Claims(rules);
        this.verified = new VerifiedTokens(remembered);
    }

    /**
     * Reads the keys; blocks.
     *
     * @param secret for HS256; empty for none
     * @param remembered how many verified tokens are remembered, at least 2
     * @throws IllegalArgumentException when one of the keys can't be used
     */
    public static JwtCredentials read(Vertx vertx, String secret, List<Path> files, JwtRules rules, int remembered) {
        List<JwtKey> keys = new ArrayList<>();
        if (!secret.isEmpty()) {
            keys.add(JwtKey.ofSecret(vertx, secret));
        }
        KeyFiles reader = new KeyFiles(vertx);
        files.forEach(file -> keys.addAll(reader.read(file)));
        return new JwtCredentials(keys, rules, remembered);
    }

    /**
     * Takes the keys of a set at a URL too, as they are there from now on.
     *
     * @return completes when they were fetched for the first time, or could not be
     */
    public Future<Void> follow(Vertx vertx, Clock clock, URI url) {
        KeyFiles reader = new KeyFiles(vertx);
        KeySetUrl set = new KeySetUrl(vertx, clock, url, json -> {
            // Whoever can read a set could sign with a secret in it.
            fetchedKeys = reader.set(json).stream()
                    .filter(key -> key.algorithm() != Algorithm.HS256)
                    .toList();
            verified.forget();
        });
        onMissedKey = set::missed;
        return set.start();
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        if (!SplitToken.isLikely(token.text())) {
            return Optional.empty();
        }
        Optional<Principal> known = verified.find(token);
        if (known.isPresent()) {
            return known;
        }
        int generation = verified.generation();
        Optional<Principal> principal = SplitToken.of(token.text()).flatMap(parts -> verify(parts, nowMicros));
        principal.ifPresent(found -> verified.add(token, found, generation));
        return principal;
    }

    /** The claims first: what would be refused anyway costs no arithmetic. */
    private Optional<Principal> verify(SplitToken token, long nowMicros) {
        Optional<Principal> principal = claims.principal(token.claims(), nowMicros);
        TokenHeader header = TokenHeader.read(token.header()).orElse(null);
        return principal.isPresent() && isSigned(token, header) ? principal : Optional.empty();
    }

    private boolean isSigned(SplitToken token, @Nullable TokenHeader header) {
        if (header == null) {
            return false;
        }
        List<JwtKey> candidates = Stream.concat(keys.stream(), fetchedKeys.stream())
                .filter(header::mayBeOf)
                .toList();
        if (candidates.isEmpty()) {
            onMissedKey.run();
        }
        return candidates.stream().anyMatch(key -> key.signed(token));
    }
}
