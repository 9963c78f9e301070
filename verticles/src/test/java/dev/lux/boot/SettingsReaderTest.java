package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.access.jwt.JwtRules;
import dev.lux.cluster.ClusterSettings;
import dev.lux.cluster.MemberAddress;
import dev.lux.cluster.Role;
import dev.lux.limits.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final Map<String, Function<Limits, Object>> LIMITS = Map.ofEntries(
            Map.entry("LUX_MAX_DOCUMENT_BYTES", Limits::documentBytes),
            Map.entry("LUX_MAX_STATE_BYTES", Limits::stateBytes),
            Map.entry("LUX_MAX_DEPTH", Limits::jsonDepth),
            Map.entry("LUX_MAX_NUMBER_LENGTH", Limits::numberLength),
            Map.entry("LUX_MAX_REQUEST_BYTES", Limits::requestBytes),
            Map.entry("LUX_MAX_WRITES_PER_REQUEST", Limits::writesPerRequest),
            Map.entry("LUX_MAX_WAITING_WRITES", Limits::waitingWrites),
            Map.entry("LUX_MAX_WAITING_BYTES", Limits::waitingBytes),
            Map.entry("LUX_MAX_SUBSCRIPTIONS", Limits::subscriptionsPerStream),
            Map.entry("LUX_MAX_STREAMS", Limits::streams),
            Map.entry("LUX_SOCKET_BUFFER_BYTES", Limits::socketBufferBytes));

    private static Settings read(Map<String, String> environment) {
        return SettingsReader.read(environment, SettingsReader.Options.NONE, () -> "generated-key");
    }

    @Test
    void withoutAnySettingTheDefaultsHoldAndAKeyIsGenerated() {
        Settings settings = read(Map.of());

        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.apiKey()).isEqualTo("generated-key");
        assertThat(settings.keyGenerated()).isTrue();
        assertThat(settings.drain())
                .isEqualTo(new DrainSettings(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @Test
    void howANodeLeavesIsSetByItsVariables() {
        assertThat(read(Map.of("LUX_DRAIN_WAIT", "10m", "LUX_DRAIN_SPREAD", "0s", "LUX_DRAIN_MINORITY", "2s"))
                        .drain())
                .isEqualTo(new DrainSettings(Duration.ofMinutes(10), Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void everySettingOfCredentialsIsSetByItsVariable() {
        AccessSettings access = read(Map.of(
                        "LUX_KEYS_FILE", "keys.json",
                        "LUX_JWT_SECRET", "a-secret-of-thirty-two-characters",
                        "LUX_JWT_KEYS", "a.pem, b.json",
                        "LUX_JWT_ISSUER", "https://id.example, other",
                        "LUX_JWT_AUDIENCE", "boards",
                        "LUX_JWT_LEEWAY", "5m",
                        "LUX_JWT_SCOPE_CLAIM", "permissions",
                        "LUX_JWT_SCOPE_PREFIX", "lux/",
                        "LUX_MAX_TOKEN_BYTES", "7168",
                        "LUX_MAX_CACHED_TOKENS", "2"))
                .access();
        assertThat(access)
                .isEqualTo(new AccessSettings(
                        Path.of("keys.json"),
                        true,
                        "a-secret-of-thirty-two-characters",
                        List.of(Path.of("a.pem"), Path.of("b.json")),
                        null,
                        new JwtRules(
                                Set.of("https://id.example", "other"),
                                Set.of("boards"),
                                Duration.ofMinutes(5),
                                "permissions",
                                "lux/"),
                        7168,
                        2));
    }

    @Test
    void keysMayStayWithTheNodeThatHasThemInItsFile() {
        assertThat(read(Map.of("LUX_KEYS_SHARED", "false")).access().keysShared())
                .isFalse();
    }

    @Test
    void keysMayBeFetchedFromTheWeb() {
        assertThat(read(Map.of("LUX_JWT_KEYS_URL", "https://id.example/keys"))
                        .access()
                        .jwtKeysUrl())
                .isEqualTo(URI.create("https://id.example/keys"));
    }

    @Test
    void withoutAnySettingNoOtherCredentialsAreTaken() {
        AccessSettings access = read(Map.of()).access();
        assertThat(access.hasOthers()).isFalse();
        assertThat(access.keysShared()).isTrue();
        assertThat(access.jwtRules())
                .isEqualTo(new JwtRules(Set.of("lux"), Set.of("lux"), Duration.ofSeconds(30), "scope", ""));
        assertThat(access.maxTokenBytes()).isEqualTo(4096);
        assertThat(access.cachedTokens()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "LUX_KEYS_FILE, keys.json",
        "LUX_JWT_KEYS, a.pem",
        "LUX_JWT_KEYS_URL, http://id.example/",
        "LUX_JWT_SECRET, a-secret-of-thirty-two-characters"
    })
    void whereOthersMayComeNoKeyThatMayEverythingIsGenerated(String name, String value) {
        assertThat(read(Map.of(name, value)).apiKey()).isEmpty();
        assertThat(read(Map.of(name, value)).keyGenerated()).isFalse();
        assertThat(read(Map.of(name, value, "LUX_API_KEY", "a-key-that-was-set"))
                        .apiKey())
                .isEqualTo("a-key-that-was-set");
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        Settings settings = SettingsReader.read(
                Map.of("LUX_PORT", "1", "LUX_HOST", "0.0.0.0"),
                new SettingsReader.Options("127.0.0.2", 2, null),
                () -> "generated-key");

        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.host()).isEqualTo("127.0.0.2");
    }

    @Test
    void everyLimitIsSetByItsVariable() {
        LIMITS.forEach(
                (name, limit) -> assertThat(limit.apply(read(Map.of(name, "77")).limits()))
                        .as(name)
                        .hasToString("77"));
        assertThat(read(Map.of("LUX_REQUEST_TIMEOUT", "250ms")).limits().requestTimeout())
                .isEqualTo(Duration.ofMillis(250));
        assertThat(read(Map.of("LUX_TOMBSTONE_RETENTION", "2h")).limits().tombstoneRetention())
                .isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "LUX_MAX_DOCUMENT_BYTE, 1",
        "LUX_PROT, 80",
        "LUX_PORT, http",
        "LUX_PORT, 65536",
        "LUX_PORT, -1",
        "LUX_MAX_DEPTH, 0",
        "LUX_MAX_STREAMS, 99999999999",
        "LUX_MAX_DOCUMENT_BYTES, 16777217",
        "LUX_REQUEST_TIMEOUT, 10",
        "LUX_REQUEST_TIMEOUT, 0s",
        "LUX_TOMBSTONE_RETENTION, 4m",
        "LUX_ALLOWED_ORIGINS, example.com",
        "LUX_CLUSTER_DATA_MEMBERS, 2",
        "LUX_CLUSTER_DATA_MEMBERS, 3",
        "LUX_CLUSTER_ROLE, observer",
        "LUX_CLUSTER_ROLE, edge",
        "LUX_CLUSTER_MEMBERS, 10.0.0.1",
        "LUX_CLUSTER_PORT, 5701",
        "LUX_CLUSTER_HOST, 0.0.0.0",
        "LUX_CLUSTER_DETECTION, 2s",
        "LUX_CLUSTER_NAMES, a",
        "LUX_DRAIN_HANDOVER, 11m",
        "LUX_ADMIN_PORT, 65536",
        "LUX_ADMIN_HOST, 0.0.0.0",
        "LUX_DRAIN_WAIT, 11m",
        "LUX_DRAIN_WAIT, -1s",
        "LUX_DRAIN_SPREAD, 601s",
        "LUX_KEYS_SHARED, yes",
        "LUX_JWT_SECRET, a-secret-of-only-31-characters!",
        "LUX_JWT_ISSUER, 'a,,b'",
        "LUX_JWT_AUDIENCE, ' '",
        "LUX_JWT_LEEWAY, 301s",
        "LUX_JWT_KEYS_URL, file:///etc/passwd",
        "LUX_JWT_KEYS_URL, http://a b/",
        "LUX_JWT_SCOPE_CLAIM, /a~2",
        "LUX_MAX_TOKEN_BYTES, 511",
        "LUX_MAX_TOKEN_BYTES, 7169",
        "LUX_MAX_CACHED_TOKENS, 1",
        "LUX_MAX_CACHED_TOKENS, 1000001"
    })
    void aSettingThatMakesNoSenseRefusesTheStart(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void withoutAnySettingANodeIsAClusterOfOneUnderANameOfItsOwn() {
        ClusterSettings cluster = read(Map.of()).cluster();
        assertThat(cluster.joins()).isFalse();
        assertThat(cluster.dataMembers()).isEqualTo(1);
        assertThat(cluster.name()).isNotEqualTo(read(Map.of()).cluster().name());
    }

    @Test
    void everyClusterSettingIsSetByItsVariable() {
        Map<String, String> environment = Map.of(
                "LUX_CLUSTER_NAME", "blue",
                "LUX_CLUSTER_DATA_MEMBERS", "5",
                "LUX_CLUSTER_ROLE", "edge",
                "LUX_CLUSTER_HOST", "10.0.0.1",
                "LUX_CLUSTER_PORT", "6701",
                "LUX_CLUSTER_BUS_PORT", "6801",
                "LUX_CLUSTER_MEMBERS", "10.0.0.1:6701,10.0.0.2:6701",
                "LUX_CLUSTER_DNS", "lux.internal",
                "LUX_CLUSTER_DETECTION", "5s",
                "LUX_DRAIN_HANDOVER", "3s");
        assertThat(read(environment).cluster())
                .isEqualTo(new ClusterSettings(
                        "blue",
                        5,
                        Role.EDGE,
                        "10.0.0.1",
                        6701,
                        6801,
                        List.of(new MemberAddress("10.0.0.1", 6701), new MemberAddress("10.0.0.2", 6701)),
                        "lux.internal",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3)));
    }

    @Test
    void aNodeThatIsToldOfMembersJoinsThemUnderTheStandardNameAndPort() {
        ClusterSettings cluster =
                read(Map.of("LUX_CLUSTER_MEMBERS", "127.0.0.1:5702")).cluster();
        assertThat(cluster.joins()).isTrue();
        assertThat(cluster.name()).isEqualTo("lux");
        assertThat(cluster.port()).isEqualTo(5701);
    }

    @Test
    void theAdminListenerIsOnLoopbackUnlessToldOtherwise() {
        assertThat(read(Map.of()).admin().isSeparate()).isFalse();
        assertThat(read(Map.of("LUX_ADMIN_PORT", "65535")).admin()).isEqualTo(new AdminSettings("127.0.0.1", 65_535));
        assertThat(read(Map.of("LUX_ADMIN_PORT", "1", "LUX_ADMIN_HOST", "::")).admin())
                .isEqualTo(new AdminSettings("::", 1));
    }

    @Test
    void anUnknownSettingIsNamed() {
        assertThatThrownBy(() -> read(Map.of("LUX_PROT", "80"))).hasMessageContaining("LUX_PROT");
    }

    @Test
    void thePageOfLimitsStatesTheDefaults() throws IOException {
        String page = Files.readString(Path.of("../docs/limits.md"));
        LIMITS.forEach((name, limit) -> {
            Matcher row = Pattern.compile("\\| `" + name + "` \\| ([0-9]+) \\|").matcher(page);
            assertThat(row.find()).as(name).isTrue();
            assertThat(row.group(1))
                    .as(name)
                    .isEqualTo(limit.apply(Limits.DEFAULT).toString());
        });
        assertThat(page).contains("`LUX_REQUEST_TIMEOUT` | 10s |", "`LUX_TOMBSTONE_RETENTION` | 1h |");
        assertThat(page)
                .contains(
                        "`LUX_MAX_TOKEN_BYTES` | 4096 |",
                        "`LUX_MAX_CACHED_TOKENS` | 10000 |",
                        "`LUX_JWT_LEEWAY` | | 30s |");
        assertThat(page).contains("`LUX_DRAIN_WAIT` | | 0s |", "`LUX_DRAIN_SPREAD` | | 5s |");
    }
}
