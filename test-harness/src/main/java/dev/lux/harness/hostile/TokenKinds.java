package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JWTs that are wrong (RFC 8725). Most are signed with the secret of the broker under attack, when it was started with
 * {@link #SECRET}, so that the one thing that is wrong is all that there is to refuse; others refuse them all the same.
 */
final class TokenKinds {
    static final String SECRET = "a-secret-that-every-attacker-has";

    private static final Set<String> NOBODY = Set.of("401 unauthorized");
    private static final String HEADER = "{\"alg\":\"HS256\"}";
    private static final String NO_END =
            "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"mallory\",\"scope\":\"read,write:*\"";

    private TokenKinds() {}

    static List<Kind> kinds() {
        return List.of(
                header(
                        "a JWT without an algorithm",
                        "{\"alg\":\"none\"}",
                        "{\"alg\":\"None\"}",
                        "{\"alg\":\"nOnE\"}",
                        "{}"),
                header(
                        "a JWT of another algorithm",
                        "{\"alg\":\"HS384\"}",
                        "{\"alg\":\"RS256\"}",
                        "{\"alg\":\"hs256\"}",
                        "{\"alg\":1}"),
                header(
                        "a JWT with a critical extension",
                        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                        "{\"alg\":\"HS256\",\"crit\":[]}"),
                header(
                        "a JWT whose claims are not base64",
                        "{\"alg\":\"HS256\",\"b64\":false}",
                        "{\"alg\":\"HS256\",\"b64\":true}"),
                header(
                        "a JWT of another type",
                        "{\"alg\":\"HS256\",\"typ\":\"id+jwt\"}",
                        "{\"alg\":\"HS256\",\"typ\":\"JOSE\"}"),
                header(
                        "a JWT whose header says a thing twice",
                        "{\"alg\":\"none\",\"alg\":\"HS256\"}",
                        "{\"alg\":\"HS256\",\"\\u0061lg\":\"HS256\"}"),
                token(
                        "a JWT with its own key",
                        random -> signed(
                                pick(
                                        random,
                                        List.of(
                                                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                                                "{\"alg\":\"HS256\",\"jku\":\"https://evil.example/keys\"}",
                                                "{\"alg\":\"HS256\",\"x5u\":\"https://evil.example/x5c\"}")),
                                claims(""),
                                "another-secret-that-attackers-made-up")),
                token(
                        "a JWT of a strange key id",
                        random -> signed(
                                "{\"alg\":\"HS256\",\"kid\":\""
                                        + pick(random, List.of("../../dev/null", "' OR 1=1--", "k".repeat(2_000)))
                                        + "\"}",
                                claims(""),
                                "another-secret-that-attackers-made-up")),
                token("a JWT with another secret", random -> signed(HEADER, claims(""), "secret" + random.nextInt())),
                claim("a JWT that has expired", ",\"exp\":1", ",\"exp\":0", ",\"exp\":1600000000.5"),
                claim(
                        "a JWT without an end",
                        "",
                        ",\"exp\":null",
                        ",\"exp\":\"9999999999\"",
                        ",\"exp\":-1",
                        ",\"exp\":1e300"),
                claim("a JWT whose end is not in seconds", ",\"exp\":9999999999000", ",\"exp\":1e12"),
                more("a JWT of the future", ",\"nbf\":9999999999", ",\"nbf\":\"0\"", ",\"nbf\":null", ",\"nbf\":-1"),
                more(
                        "a JWT that claims a thing twice",
                        ",\"sub\":\"dev\"",
                        ",\"\\u0073ub\":\"dev\"",
                        ",\"x\":{\"a\":1,\"a\":2}"),
                replaced(
                        "a JWT of another issuer",
                        "\"iss\":\"lux\"",
                        "\"iss\":\"Lux\"",
                        "\"iss\":\"lux/\"",
                        "\"iss\":[\"lux\"]",
                        "\"x\":1"),
                replaced(
                        "a JWT for another audience",
                        "\"aud\":\"lux\"",
                        "\"aud\":\"LUX\"",
                        "\"aud\":[]",
                        "\"aud\":{\"lux\":1}",
                        "\"x\":1"),
                replaced(
                        "a JWT of nobody",
                        "\"sub\":\"mallory\"",
                        "\"sub\":\"\"",
                        "\"sub\":7",
                        "\"sub\":\"\\u202e\"",
                        "\"x\":1"),
                token("a JWT in another spelling", random -> {
                    String token = signed(HEADER, claims(""), SECRET);
                    return pick(
                            random,
                            List.of(
                                    token + "=",
                                    token + ".",
                                    token.replace(".", ".."),
                                    token.substring(0, token.length() - 2),
                                    "." + token));
                }),
                token("a JWT without its signature", random -> {
                    String token = signed(HEADER, claims(""), SECRET);
                    return token.substring(0, token.lastIndexOf('.') + random.nextInt(2));
                }),
                token("a JWT with claims of another", random -> {
                    String token = signed(HEADER, claims(""), SECRET);
                    String other = signed(HEADER, claims(",\"admin\":true"), SECRET);
                    return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
                }),
                token(
                        "a JWT that is no JSON",
                        random -> signed(
                                HEADER,
                                pick(random, List.of("", "{", "null", "[]", "\u0000", "[".repeat(500))),
                                SECRET)),
                token(
                        "a JWT that is too large",
                        random -> signed(HEADER, claims(",\"x\":\"" + "x".repeat(4_000) + "\""), SECRET)),
                new Kind.Request(
                        "a JWT that may not do this",
                        Set.of("403 forbidden", "401 unauthorized"),
                        random -> put(
                                Target.control(random),
                                signed(
                                        HEADER,
                                        claims("")
                                                .replace(
                                                        "read,write:*",
                                                        pick(
                                                                random,
                                                                List.of(
                                                                        "read:*",
                                                                        "write:control",
                                                                        "admin:*",
                                                                        "",
                                                                        "*:*"))),
                                        SECRET))));
    }

    /** A proper one, which a broker that was started with the secret takes. */
    static String proper() {
        return signed(HEADER, claims(""), SECRET);
    }

    private static String claims(String more) {
        return NO_END + ",\"exp\":" + (Instant.now().getEpochSecond() + 600) + more + "}";
    }

    private static Kind header(String name, String... headers) {
        return token(name, random -> signed(pick(random, List.of(headers)), claims(""), SECRET));
    }

    private static Kind claim(String name, String... ends) {
        return token(name, random -> signed(HEADER, NO_END + pick(random, List.of(ends)) + "}", SECRET));
    }

    private static Kind more(String name, String... claims) {
        return token(name, random -> signed(HEADER, claims(pick(random, List.of(claims))), SECRET));
    }

    private static Kind replaced(String name, String proper, String... others) {
        return token(name, random -> signed(HEADER, claims("").replace(proper, pick(random, List.of(others))), SECRET));
    }

    private static Kind token(String name, Function<Random, String> token) {
        return new Kind.Request(name, NOBODY, random -> put(Target.control(random), token.apply(random)));
    }

    private static byte[] put(String id, String token) {
        return HttpBytes.json(token, "PUT", "/api/lux/" + id, "{\"data\":\"stolen\"}");
    }

    private static String signed(String header, String claims, String secret) {
        String text =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
