package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.cluster.MemberAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("lux.yaml"), yaml);
    }

    private Settings read(Map<String, String> environment, String yaml) throws IOException {
        return SettingsReader.read(
                environment, new SettingsReader.Options(null, null, file(yaml).toString()), () -> "generated-key");
    }

    @Test
    void settingsAreReadFromAFile() throws IOException {
        Settings settings = read(Map.of(), """
                # a data member of three
                port: 8090
                api-key: no
                max:
                  depth: 32
                cluster:
                  name: blue
                  data-members: 3
                  members: [10.0.0.1:5701, "10.0.0.2:5701"]
                  detection: 6s
                drain:
                  handover: 5s
                """);
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.apiKey()).isEqualTo("no");
        assertThat(settings.limits().jsonDepth()).isEqualTo(32);
        assertThat(settings.cluster().name()).isEqualTo("blue");
        assertThat(settings.cluster().dataMembers()).isEqualTo(3);
        assertThat(settings.cluster().members())
                .containsExactlyElementsOf(MemberAddress.parseList("10.0.0.1:5701,10.0.0.2:5701"));
        assertThat(settings.cluster().detection()).hasSeconds(6);
        assertThat(settings.cluster().handover()).hasSeconds(5);
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Settings settings = read(Map.of("LUX_PORT", "8091"), "port: 8090\nhost: 127.0.0.3");
        assertThat(settings.port()).isEqualTo(8091);
        assertThat(settings.host()).isEqualTo("127.0.0.3");
    }

    @Test
    void theEnvironmentMayNameTheFile() throws IOException {
        Map<String, String> environment =
                Map.of("LUX_CONFIG", file("port: 8090").toString());
        assertThat(SettingsReader.read(environment, SettingsReader.Options.NONE, () -> "generated-key")
                        .port())
                .isEqualTo(8090);
    }

    @Test
    void anEmptyFileSetsNothing() throws IOException {
        assertThat(read(Map.of(), "# nothing\n").port()).isEqualTo(SettingsReader.DEFAULT_PORT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cluster: {memberz: [a]}} | cluster.memberz",
                "clusters: 1 | clusters",
                "data-members: 3 | data-members",
                "max-depth: 3 | max-depth",
                "PORT: 80 | PORT",
                "log-level: DEBUG | log-level",
                "config: other.yaml | config"
            })
    void anUnknownKeyRefusesTheStartWithTheFileAndTheKey(String yaml, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(), yaml))
                .withMessageContaining("unknown settings in " + folder.resolve("lux.yaml") + ": [" + key + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: 80\nport: 81",
                "port: [",
                "- port",
                "just a text",
                "cluster:\n  members: [[a:1]]",
                "cluster:\n  name:\n    first: a",
                "cluster: &all\n  name: *all",
                "!!javax.script.ScriptEngineManager {}",
                "host: !!java.net.URL [\"http://127.0.0.1/\"]"
            })
    void whatIsNoListOfSettingsRefusesTheStartWithTheFile(String yaml) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(), yaml))
                .withMessageContaining(folder.resolve("lux.yaml").toString());
    }

    @Test
    void aRefusalDoesNotRepeatWhatMayBeSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(), "port: 80\napi-key: secret: 1"))
                .withMessageContaining("line 2")
                .withMessageNotContaining("secret");
    }

    @Test
    void aFileThatIsNotThereRefusesTheStartWithItsPath() {
        String missing = folder.resolve("missing.yaml").toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsReader.read(
                        Map.of(), new SettingsReader.Options(null, null, missing), () -> "generated-key"))
                .withMessageContaining(missing);
    }

    @Test
    void aValueThatMakesNoSenseIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(), "port:"))
                .withMessageContaining("LUX_PORT");
    }

    @Test
    void thePageOfLimitsHasEverySettingWithItsKey() throws IOException {
        Environment environment = new Environment(Map.of(), ConfigFile.NONE, SettingsReader.ENVIRONMENT_ONLY);
        SettingsReader.read(environment, SettingsReader.Options.NONE, () -> "generated-key");
        String page = Files.readString(Path.of("../docs/limits.md"));
        Map<String, String> documented = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| `(LUX_[A-Z_]+)` \\|$")
                .matcher(page);
        while (row.find()) {
            documented.put(row.group(2), row.group(1));
        }
        assertThat(documented)
                .isEqualTo(environment.known().stream()
                        .filter(variable -> !SettingsReader.ENVIRONMENT_ONLY.contains(variable))
                        .collect(Collectors.toMap(variable -> variable, ConfigFile::key, (a, b) -> a, TreeMap::new)));
        assertThat(new TreeSet<>(documented.values())).hasSameSizeAs(documented.keySet());
        assertThat(documented.keySet())
                .allSatisfy(variable ->
                        assertThat(page).containsPattern("(?m)^\\| `" + variable + "` \\|[^|]+\\|[^|]+\\|"));
    }
}
