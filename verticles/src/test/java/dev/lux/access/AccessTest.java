package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Principal SOON_OVER = new Principal("soon", Scopes.ALL, 2_000_000, "t");

    private final Set<Principal> revoked = new HashSet<>();
    private long nowMicros = 1_000_000;
    private final Access access = new Access(
            new Clock() {
                @Override
                public long wallMicros() {
                    return nowMicros;
                }

                @Override
                public long elapsedNanos() {
                    return 0;
                }
            },
            16,
            List.of(new DevelopmentKey("the-key-of-dev"), new Credentials() {
                @Override
                public Optional<Principal> principal(Token token, long now) {
                    return token.text().startsWith("soon") ? Optional.of(SOON_OVER) : Optional.empty();
                }

                @Override
                public Optional<Principal> now(Principal before) {
                    return revoked.contains(before) ? Optional.empty() : Optional.of(before);
                }
            }));

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "with space", "caf\u00e9-caf\u00e9", "line\nbreak"})
    void thereIsNoAccessWithoutAProperKey(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DevelopmentKey(key))
                .withMessageContaining("LUX_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-key-of-dev", "bearer the-key-of-dev", "BEARER   the-key-of-dev"})
    void theKeyIsTheDevelopmentPrincipal(String header) {
        assertThat(access.ofAuthorization(header)).contains(DevelopmentKey.PRINCIPAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer the-key-of-de", "Bearer the-key-of-dev x", "the-key-of-dev"})
    void anythingElseIsNobody(String header) {
        assertThat(access.ofAuthorization(header)).isEmpty();
    }

    @Test
    void noHeaderIsNobody() {
        assertThat(access.ofAuthorization(null)).isEmpty();
    }

    @Test
    void aTokenIsComparedAsAWhole() {
        assertThat(access.ofToken("the-key-of-dev")).isPresent();
        assertThat(access.ofToken("the-key-of-dev ")).isEmpty();
        assertThat(access.ofToken("")).isEmpty();
    }

    @Test
    void aTokenIsKnownUntilItExpires() {
        assertThat(access.ofToken("soon")).contains(SOON_OVER);
        nowMicros = 1_999_999;
        assertThat(access.ofToken("soon")).contains(SOON_OVER);
        assertThat(access.now(SOON_OVER)).contains(SOON_OVER);
        nowMicros = 2_000_000;
        assertThat(access.ofToken("soon")).isEmpty();
        assertThat(access.now(SOON_OVER)).isEmpty();
    }

    @Test
    void whatWasRevokedIsNobody() {
        revoked.add(SOON_OVER);
        assertThat(access.now(SOON_OVER)).isEmpty();
        assertThat(access.now(DevelopmentKey.PRINCIPAL)).contains(DevelopmentKey.PRINCIPAL);
    }

    @Test
    void aTokenBeyondTheLimitIsNobodys() {
        assertThat(access.ofToken("soon" + "x".repeat(12))).isPresent();
        assertThat(access.ofToken("soon" + "x".repeat(13))).isEmpty();
    }
}
