package dev.lux.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.access.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final long NOW = 1_000;

    private static JwtRules rules(String claim, String prefix) {
        return new JwtRules(Set.of("lux", "other"), Set.of("lux"), Duration.ofSeconds(10), claim, prefix);
    }

    private static Optional<Principal> read(JwtRules rules, String claims) {
        return new Claims(rules).principal(claims.getBytes(StandardCharsets.UTF_8), NOW * 1_000_000);
    }

    private static Optional<Principal> read(String claims) {
        return read(rules("scope", ""), claims);
    }

    private static String good(String more) {
        return "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000" + more + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"other\",\"aud\":[\"x\",\"lux\"],\"sub\":\"a\",\"exp\":2000,\"nbf\":1000,\"iat\":1}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":991}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":990.5}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2e3}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":253402300799}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000,\"nbf\":1010}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"auth0|5f7c\",\"exp\":2000,\"x\":{\"y\":[1]}}"
            })
    void theseAreTaken(String claims) {
        assertThat(read(claims)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"else\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":[\"lux\"],\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"LUX\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"else\",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux \",\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":[],\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":{\"lux\":1},\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":[[\"lux\"]],\"sub\":\"a\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\"}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":null}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":\"2000\"}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":990}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":0}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":-1}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":253402300800}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":1e999}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000,\"nbf\":1011}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000,\"nbf\":\"1\"}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":1,\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\\nb\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000,\"exp\":3000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"sub\":\"b\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"s\\u0075b\":\"b\",\"exp\":2000}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000,\"x\":{\"y\":1,\"y\":2}}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":2000} x",
                "[]",
                "null",
                "",
                "{"
            })
    void theseAreRefused(String claims) {
        assertThat(read(claims)).isEmpty();
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] claims = good("").getBytes(StandardCharsets.UTF_8);
        claims[good("").indexOf("\"a\"") + 1] = (byte) 0xff;
        assertThat(new Claims(rules("scope", "")).principal(claims, NOW * 1_000_000))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // where they are | what stands before them | claims | scopes
                "scope | '' | \"scope\":\"read:a* write:b\" | read:a* write:b",
                "scope | '' | \"scope\":[\"read:a*\",\"write:b list:c\"] | read:a* write:b list:c",
                "scope | '' | \"scope\":\"read:a*#!/c%20d,/e write:b#/s\" | read:a*#!/c%20d,/e write:b#/s",
                "scope | '' | \"scope\":\"read:a*#!c write:b# list:c#/d\" | ''",
                "scope | '' | \"scope\":\"openid profile read write:\" | ''",
                "scope | '' | \"scope\":{\"read:a*\":1} | ''",
                "scope | '' | \"scope\":[1,[\"read:a*\"],null] | ''",
                "scope | '' | \"scp\":\"read:a*\" | ''",
                "scp | '' | \"scp\":\"read:a*\" | read:a*",
                "https://lux.example/scopes | '' | \"https://lux.example/scopes\":[\"read:a*\"] | read:a*",
                "/realm_access/roles | '' | \"realm_access\":{\"roles\":[\"offline\",\"read:a*\"]} | read:a*",
                "/realm_access/roles | '' | \"realm_access\":\"read:a*\" | ''",
                "scope | lux/ | \"scope\":\"lux/read:a* read:b other/read:c\" | read:a*"
            })
    void scopesAreFoundWhereTheyAre(String claim, String prefix, String more, String scopes) {
        assertThat(read(rules(claim, prefix), good("," + more)).orElseThrow().scopes())
                .hasToString(scopes);
    }

    @Test
    void theIdOfATokenIsWhatARevocationWouldName() {
        assertThat(read(good(",\"jti\":\"t-1\"")).orElseThrow().credential()).isEqualTo("jwt:t-1");
        assertThat(read(good("")).orElseThrow().credential()).isEqualTo("jwt");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtRules(Set.of(), Set.of("lux"), Duration.ZERO, "scope", ""))
                .withMessageContaining("LUX_JWT_ISSUER");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtRules(Set.of("lux"), Set.of(""), Duration.ZERO, "scope", ""))
                .withMessageContaining("LUX_JWT_AUDIENCE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtRules(Set.of("lux"), Set.of("lux"), Duration.ofSeconds(301), "scope", ""))
                .withMessageContaining("LUX_JWT_LEEWAY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtRules(Set.of("lux"), Set.of("lux"), Duration.ZERO, "/a~2", ""))
                .withMessageContaining("LUX_JWT_SCOPE_CLAIM");
    }
}
