package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationsTest {
    private static final Instant AT = Instant.parse("2026-06-17T22:18:00Z");
    private static final long AT_MICROS = AT.getEpochSecond() * 1_000_000;

    private final Revocations revocations = new Revocations();

    private static Principal jwt(String name, String jti, long issuedMicros) {
        return new Principal(name, Scopes.ALL, Principal.NEVER, Principal.ofJwt(jti), issuedMicros);
    }

    private boolean isRevoked(Principal principal) {
        return revocations.now(principal).isEmpty();
    }

    private void revoke(@Nullable String jti, @Nullable String subject) {
        revocations.replace(List.of(new Revocation(jti, subject, AT)));
    }

    @Test
    void theOneWithTheIdIsNone() {
        revoke("one", null);
        assertThat(isRevoked(jwt("a", "one", 0))).isTrue();
        assertThat(isRevoked(jwt("a", "two", 0))).isFalse();
        assertThat(isRevoked(jwt("a", "", 0))).isFalse();
    }

    @Test
    void thoseOfASubjectThatWereIssuedBeforeAreNone() {
        revoke(null, "a");
        assertThat(isRevoked(jwt("a", "", AT_MICROS - 1))).isTrue();
        assertThat(isRevoked(jwt("a", "", AT_MICROS))).isFalse();
        assertThat(isRevoked(jwt("a", "", 0))).as("it does not say when").isTrue();
        assertThat(isRevoked(jwt("b", "", 0))).isFalse();
    }

    @Test
    void aTimeAfterAllOthersRevokesAll() {
        revocations.replace(List.of(new Revocation(null, "a", Instant.MAX)));
        assertThat(isRevoked(jwt("a", "", AT_MICROS))).isTrue();
    }

    @Test
    void theLaterOfTwoOfASubjectHolds() {
        revocations.replace(List.of(new Revocation(null, "a", AT), new Revocation(null, "a", AT.minusSeconds(9))));
        assertThat(isRevoked(jwt("a", "", AT_MICROS - 1))).isTrue();
    }

    @Test
    void otherCredentialsOfTheNameAreNotMeant() {
        revoke(null, "dev");
        assertThat(isRevoked(DevelopmentKey.PRINCIPAL)).isFalse();
        revoke("x", null);
        assertThat(isRevoked(new Principal("a", Scopes.ALL, Principal.NEVER, "key:x")))
                .isFalse();
    }

    @Test
    void whatIsNotInTheListAnyMoreIsNotRevoked() {
        revoke("one", null);
        revocations.replace(List.of());
        assertThat(isRevoked(jwt("a", "one", 0))).isFalse();
    }

    @Test
    void aRevokedTokenIsNobodysThoughItIsRemembered() {
        Credentials remembering = (token, now) -> Optional.of(jwt("a", "one", 0));
        Access access = new Access(Clock.system(), 100, List.of(remembering, revocations));
        assertThat(access.ofToken("any")).isPresent();
        revoke("one", null);
        assertThat(access.ofToken("any")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({",", "a,b", "'',", ",''"})
    void oneOfTheTwoIsNamed(@Nullable String jti, @Nullable String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Revocation(jti, subject, AT));
    }

    @Test
    void anIdHasAtMostSoManyCharacters() {
        assertThat(new Revocation("x".repeat(Revocation.MAX_JTI), null, AT).jti())
                .hasSize(Revocation.MAX_JTI);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Revocation("x".repeat(Revocation.MAX_JTI + 1), null, AT));
    }
}
