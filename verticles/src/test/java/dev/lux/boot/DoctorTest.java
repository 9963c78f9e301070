package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class DoctorTest {
    private static final String SECRET = "a-secret-that-nobody-else-should-ever-see";
    private static final Instant NOW = Instant.parse("2026-06-17T22:18:00Z");
    private static final Map<String, String> CLUSTER = Map.of(
            "LUX_CLUSTER_MEMBERS", "10.0.0.2:5701,10.0.0.3:5701",
            "LUX_CLUSTER_DATA_MEMBERS", "3",
            "LUX_CLUSTER_NAME", "board",
            "LUX_CLUSTER_HOST", "10.0.0.1",
            "LUX_CLUSTER_BUS_PORT", "5801",
            "LUX_KEYS_FILE", "keys.json");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Settings settings(Map<String, String> environment) {
        return SettingsReader.read(environment, SettingsReader.Options.NONE, () -> "generated-key");
    }

    private static Surroundings around(ApiKey... keys) {
        return new Surroundings(NOW, Long.MAX_VALUE, Long.MAX_VALUE, false, List.of(keys), List.of());
    }

    private static ApiKey key(String id, String scope, @Nullable Instant expires, @Nullable Instant revoked) {
        return new ApiKey(
                id.repeat(12),
                "board",
                "0".repeat(64),
                new Scopes(List.of(Scope.parse(scope).orElseThrow())),
                NOW,
                expires,
                revoked);
    }

    private static List<String> found(Map<String, String> environment, Surroundings around) {
        return Checkup.of(settings(environment), around).findings().stream()
                .map(finding -> finding.level() + " " + finding.setting())
                .toList();
    }

    private static Map<String, String> with(Map<String, String> environment, String... more) {
        Map<String, String> all = new HashMap<>(environment);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void aNodeForOneselfIsSafeAndHasOneCopy() {
        assertThat(found(Map.of(), around())).containsExactly("CHECK LUX_CLUSTER_MEMBERS");
    }

    @Test
    void aClusterAsItShouldBeHasNothingUnsafe() {
        Checkup checkup = Checkup.of(settings(CLUSTER), around(key("a", "read:board-*", NOW.plusSeconds(1), null)));
        assertThat(checkup.isSafe()).isTrue();
        assertThat(checkup.listens()).anyMatch(line -> line.startsWith("10.0.0.1:5701"));
        assertThat(checkup.connects()).anyMatch(line -> line.startsWith("10.0.0.2:5701"));
        assertThat(checkup.credentials())
                .containsExactly(
                        "1 API keys, and 0 that are revoked or expired, of keys.json",
                        "API keys of the files of other nodes (LUX_KEYS_SHARED)");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("LUX_API_KEY", with(CLUSTER, "LUX_API_KEY", SECRET), "UNSAFE LUX_API_KEY"),
                Arguments.of("public", Map.of("LUX_HOST", "0.0.0.0"), "UNSAFE LUX_API_KEY"),
                Arguments.of("no TLS", Map.of("LUX_HOST", "0.0.0.0"), "CHECK LUX_TLS_CERTIFICATE"),
                Arguments.of("metrics", Map.of("LUX_HOST", "0.0.0.0"), "CHECK LUX_ADMIN_PORT"),
                Arguments.of("any page", with(CLUSTER, "LUX_ALLOWED_ORIGINS", "*"), "UNSAFE LUX_ALLOWED_ORIGINS"),
                Arguments.of(
                        "page without TLS",
                        with(CLUSTER, "LUX_ALLOWED_ORIGINS", "http://ops.example.com"),
                        "CHECK LUX_ALLOWED_ORIGINS"),
                Arguments.of(
                        "keys without TLS",
                        with(CLUSTER, "LUX_JWT_KEYS_URL", "http://id.example.com/keys"),
                        "UNSAFE LUX_JWT_KEYS_URL"),
                Arguments.of("a secret", with(CLUSTER, "LUX_JWT_SECRET", SECRET), "CHECK LUX_JWT_SECRET"),
                Arguments.of(
                        "one copy", with(CLUSTER, "LUX_CLUSTER_DATA_MEMBERS", "1"), "UNSAFE LUX_CLUSTER_DATA_MEMBERS"),
                Arguments.of("name", with(CLUSTER, "LUX_CLUSTER_NAME", "lux"), "CHECK LUX_CLUSTER_NAME"),
                Arguments.of("bus", with(CLUSTER, "LUX_CLUSTER_BUS_PORT", "0"), "CHECK LUX_CLUSTER_BUS_PORT"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsFound(String name, Map<String, String> environment, String expected) {
        assertThat(found(environment, around())).contains(expected);
        assertThat(found(CLUSTER, around())).doesNotContain(expected);
    }

    @Test
    void metricsOnAPortOfTheirOwnAreFine() {
        Map<String, String> environment = Map.of("LUX_HOST", "0.0.0.0", "LUX_ADMIN_PORT", "9090");
        assertThat(found(environment, around())).doesNotContain("CHECK LUX_ADMIN_PORT");
        assertThat(Checkup.of(settings(environment), around()).listens())
                .anyMatch(line -> line.startsWith("127.0.0.1:9090"));
    }

    @Test
    void keysThatMayTooMuchOrForTooLongAreNamed() {
        List<String> what = new ArrayList<>();
        Checkup checkup = Checkup.of(
                settings(CLUSTER),
                around(
                        key("a", "write:*", NOW.plusSeconds(1), null),
                        key("b", "read:*", null, null),
                        key("c", "write:*", null, NOW),
                        key("d", "write:*", NOW, null)));
        checkup.findings().forEach(finding -> what.add(finding.what()));
        assertThat(what)
                .contains("key aaaaaaaaaaaa (board) may write every document", "key bbbbbbbbbbbb (board) never expires")
                .noneMatch(text -> text.contains("cccc") || text.contains("dddd"));
        assertThat(checkup.credentials()).contains("2 API keys, and 2 that are revoked or expired, of keys.json");
    }

    @Test
    void aMachineThatIsTooSmallIsTold() {
        Surroundings small = new Surroundings(NOW, 1_024, 1 << 30, true, List.of(), List.of(Path.of("keys.json")));
        assertThat(found(CLUSTER, small))
                .contains("CHECK LUX_MAX_STREAMS", "CHECK LUX_MAX_STATE_BYTES", "CHECK user", "UNSAFE keys.json");
        assertThat(found(CLUSTER, around()))
                .doesNotContain("CHECK LUX_MAX_STREAMS", "CHECK LUX_MAX_STATE_BYTES", "CHECK user");
    }

    private int run(Map<String, String> environment, String... options) {
        return DoctorCommand.run(environment, new PrintStream(out, true), new PrintStream(err, true), options);
    }

    @Test
    void theCommandSaysWhatItIsAndTellsNoSecret() throws IOException {
        Path keys = folder.resolve("keys.json");
        Files.write(
                keys,
                KeyFile.EMPTY.withKeys(List.of(key("a", "read:*", null, null))).format());
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));
        Map<String, String> environment = Map.of(
                "LUX_HOST",
                "0.0.0.0",
                "LUX_API_KEY",
                SECRET,
                "LUX_JWT_SECRET",
                SECRET + SECRET,
                "LUX_KEYS_FILE",
                keys.toString());

        assertThat(run(environment, "--json")).isEqualTo(1);

        JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
        assertThat(answer.path("safe").asBoolean()).isFalse();
        assertThat(answer.path("listens").get(0).asText()).startsWith("0.0.0.0:8080");
        assertThat(answer.path("findings").toString()).contains("chmod 600");
        assertThat(run(environment)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("UNSAFE").doesNotContain(SECRET);
    }

    @Test
    void settingsThatMakeNoSenseAreToldAsUpWould() {
        assertThat(run(Map.of("LUX_PROT", "80"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("LUX_PROT");
        assertThat(run(Map.of("LUX_KEYS_FILE", folder.resolve("none").toString())))
                .isEqualTo(2);
        assertThat(run(Map.of(), "--port", "0")).isZero();
        assertThat(run(Map.of(), "--nonsense")).isEqualTo(2);
    }
}
