package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderTokenTest {
    @Test
    void aTokenIsReadAsItWasWritten() {
        for (int i = 0; i < 100; i++) {
            HolderToken token = HolderToken.random();
            assertThat(token.text()).matches("[A-Za-z0-9_-]{22}");
            assertThat(HolderToken.parse(token.text())).contains(token);
        }
        assertThat(new HolderToken(1, 2).text()).isEqualTo("AAAAAAAAAAEAAAAAAAAAAg");
    }

    /** The last two decode to the same bits, but were never given out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "me",
                "AAAAAAAAAAEAAAAAAAAA",
                "AAAAAAAAAAEAAAAAAAAAAgA",
                "AAAAAAAAAAEAAAAAAAAA\u00e9g",
                "AAAAAAAAAAEAAAAAAAAA+g",
                "AAAAAAAAAAEAAAAAAAAAAg==",
                "AAAAAAAAAAEAAAAAAAAAAh"
            })
    void anythingElseIsNone(String text) {
        assertThat(HolderToken.parse(text)).isEmpty();
    }
}
