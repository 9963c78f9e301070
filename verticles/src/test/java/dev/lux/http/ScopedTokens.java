package dev.lux.http;

import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.Token;
import java.util.Arrays;
import java.util.Optional;

/** Tokens that say themselves what they allow: {@code scoped;read:a-*;write:a-1}. */
final class ScopedTokens implements Credentials {
    static final String MARK = "scoped;";

    volatile boolean revoked;

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        if (!token.text().startsWith(MARK)) {
            return Optional.empty();
        }
        Scopes scopes = new Scopes(Arrays.stream(token.text().split(";", -1))
                .skip(1)
                .map(text -> Scope.parse(text).orElseThrow())
                .toList());
        return Optional.of(new Principal("someone", scopes, Principal.NEVER, "scoped"));
    }

    @Override
    public Optional<Principal> now(Principal before) {
        return revoked ? Optional.empty() : Optional.of(before);
    }
}
