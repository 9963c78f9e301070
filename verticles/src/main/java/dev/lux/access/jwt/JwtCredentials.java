package dev.lux.access.jwt;

import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Token;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens of the configured issuers. A token that is wrong in any way is nobody's; it is not told in which. */
public final class JwtCredentials implements Credentials {
    private final List<JwtKey> keys;
    private final Claims claims;
    private final VerifiedTokens verified;

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

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        if (!SplitToken.isLikely(token.text())) {
            return Optional.empty();
        }
        Optional<Principal> known = verified.find(token);
        if (known.isPresent()) {
            return known;
        }
        Optional<Principal> principal = SplitToken.of(token.text()).flatMap(parts -> verify(parts, nowMicros));
        principal.ifPresent(found -> verified.add(token, found));
        return principal;
    }

    /** The claims first: what would be refused anyway costs no arithmetic. */
    private Optional<Principal> verify(SplitToken token, long nowMicros) {
        Optional<Principal> principal = claims.principal(token.claims(), nowMicros);
        Optional<TokenHeader> header = TokenHeader.read(token.header());
        boolean isSigned = principal.isPresent()
                && header.isPresent()
                && keys.stream().anyMatch(key -> header.get().mayBeOf(key) && key.signed(token));
        return isSigned ? principal : Optional.empty();
    }
}
