package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTest {
    @Test
    void aGeneratedKeyIsPrintedOnceByItselfAndInEachPagesAddress() {
        assertThat(print(Map.of()))
                .containsExactly(
                        "key        generated-key",
                        "board      http://127.0.0.1:4711/apps/board/#key=generated-key",
                        "dashboard  http://127.0.0.1:4711/apps/dashboard/#key=generated-key",
                        "agents     http://127.0.0.1:4711/apps/agents/#key=generated-key",
                        "any        http://127.0.0.1:4711/apps/document/#key=generated-key",
                        "ready http://127.0.0.1:4711");
    }

    @Test
    void aKeyThatWasSetIsKnownAlready() {
        assertThat(print(Map.of("LUX_API_KEY", "a-key-that-was-set")))
                .noneMatch(line -> line.startsWith("key"))
                .last()
                .isEqualTo("ready http://127.0.0.1:4711");
    }

    @Test
    void withoutAKeyTheAddressesHaveNone() {
        List<String> lines = print(Map.of("LUX_KEYS_FILE", "keys.json"));
        assertThat(lines).noneMatch(line -> line.startsWith("key") || line.contains("#"));
        assertThat(lines.get(0)).isEqualTo("board      http://127.0.0.1:4711/apps/board/");
    }

    @Test
    void aKeyOfAnyCharactersComesBackFromTheAddress() {
        String key = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aZ09";
        List<String> lines = print(Map.of("LUX_API_KEY", key));
        String address = lines.get(0).substring("board      ".length());
        String fragment = URI.create(address).getRawFragment();
        assertThat(fragment).startsWith("key=");
        assertThat(URLDecoder.decode(fragment.substring("key=".length()), StandardCharsets.UTF_8))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "0.0.0.0,127.0.0.1",
        "::,[::1]",
        "::1,[::1]",
        "fd00::7,[fd00::7]",
        "lux.example.com,lux.example.com"
    })
    void theAddressCanBeOpenedFromThisMachine(String host, String shown) {
        List<String> lines = print(Map.of("LUX_HOST", host));
        assertThat(lines).last().isEqualTo("ready http://" + shown + ":4711");
        assertThat(lines.get(1)).contains("http://" + shown + ":4711/apps/board/");
    }

    private static List<String> print(Map<String, String> environment) {
        Settings settings = SettingsReader.read(environment, SettingsReader.Options.NONE, () -> "generated-key");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Banner.print(new PrintStream(out, false, StandardCharsets.UTF_8), settings, 4711);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
