package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lux.access.Access;
import dev.lux.access.Principal;
import dev.lux.access.Token;
import dev.lux.access.jwt.JwtCredentials;
import dev.lux.access.jwt.JwtRules;
import dev.lux.access.keys.ApiKeys;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.KeyText;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Credentials: no token is taken but those that were signed, and no header but what has one of them. */
final class TokenTargets {
    private static final int TOKEN_BYTES = 4_096;
    private static final int REMEMBERED = 64;
    private static final long NOW_MICROS = 1_795_223_278_000_000L;
    private static final JwtRules RULES =
            new JwtRules(Set.of("lux"), Set.of("lux"), java.time.Duration.ZERO, "scope", "");
    private static final String CLAIMS =
            "{\"iss\":\"lux\",\"aud\":[\"lux\",\"b\"],\"sub\":\"operator-a\",\"exp\":1795223279,\"scope\":\"read:a* list:*\"}";

    private final TestIssuer issuer = new TestIssuer();
    private final JwtCredentials credentials;
    private final Set<String> signed = new HashSet<>();
    private final List<byte[]> seeds = new ArrayList<>();

    private TokenTargets(Vertx vertx) {
        credentials = JwtCredentials.read(vertx, TestIssuer.SECRET, List.of(issuer.keySet()), RULES, REMEMBERED);
        for (String algorithm : List.of("HS256", "RS256", "ES256", "EdDSA")) {
            for (String claims :
                    List.of(CLAIMS, CLAIMS.replace("\"exp\"", "\"jti\":\"1\",\"nbf\":1,\"iat\":1.5,\"exp\""))) {
                String token = issuer.sign(algorithm, "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}", claims);
                signed.add(token);
                seeds.add(FuzzTarget.utf8(token));
            }
        }
        // Signed by the text of a public key as if it were a secret, and not signed at all.
        seeds.add(FuzzTarget.utf8(issuer.signedByPublicKey(CLAIMS)));
        seeds.add(FuzzTarget.utf8(TestIssuer.base64("{\"alg\":\"none\"}") + "." + TestIssuer.base64(CLAIMS) + "."));
    }

    static List<FuzzTarget> all(Vertx vertx) {
        TokenTargets targets = new TokenTargets(vertx);
        return List.of(
                FuzzTarget.of("token", FuzzTarget.Form.TEXT, TOKEN_BYTES, IllegalStateException.class, targets::token)
                        .seededBytes(targets.seeds)
                        .knowing(
                                ".",
                                "=",
                                "+",
                                "/",
                                "-",
                                "_",
                                TestIssuer.base64("{\"alg\":\"none\"}"),
                                "e30",
                                "A",
                                "AA",
                                "\n")
                        .remadeBy(TokenTargets::withOtherPart),
                FuzzTarget.of("claims", FuzzTarget.Form.JSON, 2_048, IllegalStateException.class, targets::claims)
                        .seeded(
                                CLAIMS,
                                CLAIMS.replace("\"read:a* list:*\"", "[\"read:a\",\"openid\"],\"nbf\":1795223278"))
                        .knowing(JsonTargets.WORDS)
                        .knowing(
                                "\"exp\":1e9,",
                                "\"nbf\":",
                                "\"iss\":\"lux\",",
                                "\"aud\":\"lux\",",
                                "1795223278",
                                "1795223278.5",
                                "1e300"),
                FuzzTarget.of(
                                "authorization",
                                FuzzTarget.Form.TEXT,
                                8_192,
                                IllegalStateException.class,
                                new Keys()::header)
                        .seeded("Bearer " + Keys.KEY, "bearer   " + Keys.KEY, "Basic " + Keys.KEY, "Bearer ")
                        .knowing("Bearer", " ", "\t", "lux_", "_", Keys.KEY, "\u0131", "\u017f", "\u212a"));
    }

    private String token(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.latin1(input);
        Optional<Principal> principal = product.sure(() -> credentials.principal(Token.of(text), NOW_MICROS));
        Broken.unless(principal.isEmpty() || signed.contains(text), "a token is taken that nobody signed");
        Broken.unless(principal.isPresent() || !signed.contains(text), "a token is refused that was signed");
        return principal.isPresent() ? "principal" : text.split("\\.", -1).length + " parts, nobody";
    }

    /** Damages what one part says, not its spelling. */
    private static byte[] withOtherPart(byte[] input, Mutator mutator) {
        String[] parts = FuzzTarget.latin1(input).split("\\.", -1);
        int which = mutator.random().nextInt(parts.length);
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(parts[which]);
            parts[which] = TestIssuer.base64(mutator.change(decoded, decoded));
        } catch (IllegalArgumentException notBase64) {
            return input;
        }
        return String.join(".", parts).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String claims(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        String token = issuer.sign("HS256", "{\"alg\":\"HS256\"}", text);
        Optional<Principal> principal = product.sure(() -> credentials.principal(Token.of(token), NOW_MICROS));
        JsonNode claims = JsonReference.read(FuzzTarget.utf8(text)).orElse(MissingNode.getInstance());
        if (principal.isEmpty()) {
            return "nobody " + claims.getNodeType();
        }
        Broken.unless(claims.isObject(), "claims are taken that are none");
        BigDecimal now = BigDecimal.valueOf(NOW_MICROS).movePointLeft(6);
        Broken.unless(
                claims.path("exp").isNumber()
                        && claims.get("exp").decimalValue().compareTo(now) > 0,
                "an expired token");
        Broken.unless(
                !claims.has("nbf")
                        || (claims.get("nbf").isNumber()
                                && claims.get("nbf").decimalValue().compareTo(now) <= 0),
                "a token of the future");
        Broken.unless("lux".equals(claims.path("iss").textValue()), "another issuer");
        JsonNode audience = claims.path("aud");
        boolean isFor = "lux".equals(audience.textValue());
        for (JsonNode one : audience) {
            isFor |= audience.isArray() && "lux".equals(one.textValue());
        }
        Broken.unless(isFor, "another audience");
        Broken.unless(principal.get().name().equals(claims.path("sub").textValue()), "another name");
        Broken.unless(!principal.get().isExpired(NOW_MICROS), "a credential that has ended");
        return "principal, " + principal.get().scopes().all().size()
                + (principal.get().issuedMicros() > 0);
    }

    /** One API key, and headers that may have it. */
    private static final class Keys {
        static final String KEY = "lux_abcdefghijkl_0123456789012345678901234567890123456789012";

        private final Access access;

        Keys() {
            ApiKeys keys = new ApiKeys();
            String file = "{\"keys\":[{\"id\":\"abcdefghijkl\",\"name\":\"a\",\"sha256\":\"" + KeyText.hash(KEY)
                    + "\",\"scopes\":[\"read:*\"],\"created\":\"2026-06-17T22:18:00Z\"}]}";
            keys.replace(KeyFile.parse(FuzzTarget.utf8(file)).keys());
            access = new Access(Clock.system(), TOKEN_BYTES, List.of(keys));
        }

        String header(byte[] input, Product product) throws Exception {
            String header = FuzzTarget.text(input);
            Optional<Principal> principal = product.sure(() -> access.ofAuthorization(header));
            boolean expected = header.matches("[bB][eE][aA][rR][eE][rR] +" + KEY);
            Broken.unless(
                    principal.isPresent() == expected, "a header is taken that has no key, or one with it is not");
            return expected
                    ? "principal"
                    : "nobody " + header.toLowerCase(java.util.Locale.ROOT).startsWith("bearer ");
        }
    }
}
