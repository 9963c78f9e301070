package dev.lux.access.keys;

import static dev.lux.access.keys.AgreedKeysTest.NOW;
import static dev.lux.access.keys.AgreedKeysTest.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Principal;
import dev.lux.access.Revocation;
import dev.lux.access.Scopes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevokedElsewhereTest {
    private static final ApiKey FIRST = key(1, "read:*", null);
    private static final ApiKey SECOND = key(2, "read:*", null);

    private final RevokedElsewhere elsewhere = new RevokedElsewhere();

    private static KeyFile keys(ApiKey... keys) {
        return KeyFile.EMPTY.withKeys(List.of(keys));
    }

    private static KeyFile subject(String name, Instant before) {
        return KeyFile.EMPTY.withRevocations(List.of(new Revocation(null, name, before)));
    }

    private static Principal principal(String credential, long issuedMicros) {
        return new Principal("gone", Scopes.NONE, Principal.NEVER, credential, issuedMicros);
    }

    @Test
    void itGrowsOnly() {
        assertThat(elsewhere.add(keys(FIRST.revokedAt(NOW)))).isTrue();
        assertThat(elsewhere.add(keys(FIRST.revokedAt(NOW)))).isFalse();
        assertThat(elsewhere.add(keys(FIRST))).isFalse();
        assertThat(elsewhere.add(subject("gone", NOW))).isTrue();
        assertThat(elsewhere.add(subject("gone", NOW.minusSeconds(1)))).isFalse();
        assertThat(elsewhere.now(principal("key:" + FIRST.id(), 0))).isEmpty();
        assertThat(elsewhere.now(principal("key:" + SECOND.id(), 0))).isPresent();
        long micros = NOW.getEpochSecond() * 1_000_000;
        assertThat(elsewhere.now(principal(Principal.ofJwt(""), micros - 1))).isEmpty();
        assertThat(elsewhere.now(principal(Principal.ofJwt(""), micros))).isPresent();
    }

    @Test
    void onlyWhatIsRevokedIsOfAUnion() {
        KeyFile own = new KeyFile(
                List.of(FIRST.revokedAt(NOW), SECOND), subject("gone", NOW).revocations());
        KeyFile union = RevokedKeys.union(own, subject("also", NOW));
        assertThat(union.keys()).extracting(ApiKey::id).containsExactly(FIRST.id());
        assertThat(union.revocations()).extracting(Revocation::subject).containsExactly("also", "gone");
        assertThat(RevokedKeys.digest(RevokedKeys.union(subject("also", NOW), own)))
                .isEqualTo(RevokedKeys.digest(union));
    }
}
