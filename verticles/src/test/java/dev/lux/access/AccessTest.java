package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private final Access access = Access.ofDevelopmentKey("the-key-of-dev");

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "with space", "caf\u00e9-caf\u00e9", "line\nbreak"})
    void thereIsNoAccessWithoutAProperKey(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Access.ofDevelopmentKey(key))
                .withMessageContaining("LUX_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-key-of-dev", "bearer the-key-of-dev", "BEARER   the-key-of-dev"})
    void theKeyIsTheDevelopmentPrincipal(String header) {
        assertThat(access.ofAuthorization(header)).contains(new Principal("dev"));
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
}
