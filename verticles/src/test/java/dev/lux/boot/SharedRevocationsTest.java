package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Principal;
import dev.lux.access.Revocation;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.KeyText;
import dev.lux.access.keys.RevokedElsewhere;
import dev.lux.access.keys.RevokedKeys;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedRevocationsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final RevokedElsewhere elsewhere = new RevokedElsewhere();
    private KeyFile own = KeyFile.EMPTY;
    private final SharedRevocations shared =
            new SharedRevocations((question, deadline) -> Future.succeededFuture(Map.of()), () -> own, elsewhere);

    private static ApiKey key(String id, @Nullable Instant revoked) {
        return new ApiKey(
                id,
                "a key",
                "0".repeat(64),
                new Scopes(List.of(Scope.parse("read:*").orElseThrow())),
                NOW,
                null,
                revoked);
    }

    private static Revocation subject(String name, Instant before) {
        return new Revocation(null, name, before);
    }

    private static final String FIRST = id(1);
    private static final String SECOND = id(2);

    private static String id(int filling) {
        return KeyText.idIn(KeyText.make(bytes -> Arrays.fill(bytes, (byte) filling)))
                .orElseThrow();
    }

    @Test
    void onlyWhatIsRevokedIsPassedOn() {
        own = new KeyFile(List.of(key(FIRST, NOW), key(SECOND, null)), List.of(subject("gone", NOW)));
        KeyFile told = KeyFile.parse(shared.answer("revoked ").orElseThrow().result());
        assertThat(told.keys()).extracting(ApiKey::id).containsExactly(FIRST);
        assertThat(told.revocations()).containsExactly(subject("gone", NOW));
    }

    @Test
    void whoKnowsTheSameIsToldNothing() {
        own = new KeyFile(List.of(key(FIRST, NOW)), List.of(subject("gone", NOW), subject("also", NOW)));
        KeyFile further = new KeyFile(List.of(), List.of(subject("also", NOW)));
        elsewhere.add(further);
        String digest = RevokedKeys.digest(RevokedKeys.union(further, own));
        assertThat(shared.answer("revoked " + digest).orElseThrow().result()).isEmpty();
    }

    @Test
    void otherQuestionsAreForOthers() {
        assertThat(shared.answer("status")).isEmpty();
    }

    @Test
    void itGrowsOnly() {
        assertThat(elsewhere.add(new KeyFile(List.of(key(FIRST, NOW)), List.of())))
                .isTrue();
        assertThat(elsewhere.add(new KeyFile(List.of(key(FIRST, NOW)), List.of())))
                .isFalse();
        assertThat(elsewhere.add(new KeyFile(List.of(key(FIRST, null)), List.of())))
                .isFalse();
        assertThat(elsewhere.add(new KeyFile(List.of(), List.of(subject("gone", NOW)))))
                .isTrue();
        assertThat(elsewhere.add(new KeyFile(List.of(), List.of(subject("gone", NOW.minusSeconds(1))))))
                .isFalse();
        assertThat(elsewhere.now(principal("key:" + FIRST, 0))).isEmpty();
        assertThat(elsewhere.now(principal("key:" + SECOND, 0))).isPresent();
        assertThat(elsewhere.now(principal(Principal.ofJwt(""), NOW.getEpochSecond() * 1_000_000 - 1)))
                .isEmpty();
        assertThat(elsewhere.now(principal(Principal.ofJwt(""), NOW.getEpochSecond() * 1_000_000)))
                .isPresent();
    }

    private static Principal principal(String credential, long issuedMicros) {
        return new Principal("gone", new Scopes(List.of()), Principal.NEVER, credential, issuedMicros);
    }
}
