package dev.lux.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Principal;
import dev.lux.access.Token;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of every kind of key are taken; each attack on them that is known of is refused. */
@Timeout(60)
class JwtCredentialsTest {
    private static final long NOW = 1_800_000_000L;
    private static final String CLAIMS =
            claims("\"sub\":\"operator-a\",\"scope\":\"openid read:incident-* write:incident-1\"");
    private static final JwtRules RULES =
            new JwtRules(Set.of("lux", "https://id.example"), Set.of("lux"), Duration.ofSeconds(30), "scope", "");

    private static Vertx vertx;
    private static JwtCredentials all;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        all = of(
                JwtKey.ofSecret(vertx, Issuer.SECRET),
                JwtKey.ofPublicKey(vertx, "rsa-1", Issuer.RSA.getPublic()),
                JwtKey.ofPublicKey(vertx, null, Issuer.P256.getPublic()),
                JwtKey.ofPublicKey(vertx, null, Issuer.ED25519.getPublic()));
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static JwtCredentials of(JwtKey... keys) {
        return new JwtCredentials(List.of(keys), RULES, 100);
    }

    /** Claims that are good, and these. */
    private static String claims(String more) {
        return "{\"iss\":\"lux\",\"aud\":\"lux\",\"exp\":" + (NOW + 60) + "," + more + "}";
    }

    private static Optional<Principal> ask(JwtCredentials credentials, String token) {
        return credentials.principal(Token.of(token), NOW * 1_000_000);
    }

    private static Optional<Principal> ask(String token) {
        return ask(all, token);
    }

    private static String rs256(String header) {
        return Issuer.sign(header, CLAIMS, "SHA256withRSA", Issuer.RSA.getPrivate());
    }

    private static String es256() {
        return Issuer.sign("{\"alg\":\"ES256\"}", CLAIMS, "SHA256withECDSAinP1363Format", Issuer.P256.getPrivate());
    }

    private static String withSignature(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + Issuer.base64(signature);
    }

    private static byte[] signature(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    @Test
    void aTokenSaysWhoWhatAndUntilWhen() {
        Principal principal = ask(Issuer.hs256(CLAIMS)).orElseThrow();
        assertThat(principal.name()).isEqualTo("operator-a");
        assertThat(principal.scopes()).hasToString("read:incident-* write:incident-1");
        assertThat(principal.expiresMicros()).isEqualTo((NOW + 90) * 1_000_000);
    }

    @Test
    void tokensOfEachAlgorithmAreTaken() {
        assertThat(ask(Issuer.hs256(CLAIMS))).isPresent();
        assertThat(ask(rs256("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rsa-1\"}")))
                .isPresent();
        assertThat(ask(es256())).isPresent();
        assertThat(ask(Issuer.sign("{\"alg\":\"EdDSA\"}", CLAIMS, "Ed25519", Issuer.ED25519.getPrivate())))
                .isPresent();
    }

    /** With one chance in 256 each, the two numbers of such a signature begin with a zero, or with what DER begins with. */
    @Test
    void everySignatureOfAnEllipticCurveIsTaken() {
        for (int i = 0; i < 300; i++) {
            assertThat(ask(es256())).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+JWT\"}",
                "{\"kid\":\"rsa-1\",\"alg\":\"RS256\",\"x\":{}}"
            })
    void headersMaySayMore(String header) {
        assertThat(ask(rs256(header))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void aTokenThatSaysThatItIsNotSignedIsRefused(String none) {
        String unsigned = Issuer.base64("{\"alg\":\"" + none + "\"}") + "." + Issuer.base64(CLAIMS) + ".";
        assertThat(ask(unsigned)).isEmpty();
        assertThat(ask(unsigned.substring(0, unsigned.length() - 1))).isEmpty();
        assertThat(ask(unsigned + Issuer.base64("x"))).isEmpty();
        assertThat(ask(Issuer.sign("{\"alg\":\"" + none + "\"}", CLAIMS, "HmacSHA256", Issuer.secret(Issuer.SECRET))))
                .isEmpty();
    }

    @Test
    void aStrippedSignatureIsRefused() {
        for (String token : List.of(Issuer.hs256(CLAIMS), rs256("{\"alg\":\"RS256\"}"), es256())) {
            int dot = token.lastIndexOf('.');
            assertThat(ask(token.substring(0, dot))).isEmpty();
            assertThat(ask(token.substring(0, dot + 1))).isEmpty();
        }
    }

    @Test
    void aPublicKeyAsASecretIsRefused() {
        byte[] der = Issuer.RSA.getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (String secret : List.of(pem, pem.strip(), new String(der, StandardCharsets.ISO_8859_1))) {
            String token = Issuer.sign("{\"alg\":\"HS256\"}", CLAIMS, "HmacSHA256", Issuer.secret(secret));
            assertThat(ask(token)).isEmpty();
            assertThat(ask(of(JwtKey.ofPublicKey(vertx, null, Issuer.RSA.getPublic())), token))
                    .isEmpty();
        }
    }

    @Test
    void theAlgorithmIsTheKeysWhateverTheTokenSays() {
        JwtCredentials rsa = of(JwtKey.ofPublicKey(vertx, null, Issuer.RSA.getPublic()));
        String other = Issuer.sign("{\"alg\":\"RS512\"}", CLAIMS, "SHA512withRSA", Issuer.RSA.getPrivate());
        assertThat(ask(rsa, other)).isEmpty();
        assertThat(ask(rsa, rs256("{\"alg\":\"PS256\"}"))).isEmpty();
        assertThat(ask(rsa, rs256("{\"alg\":\"ES256\"}"))).isEmpty();
        assertThat(ask(rsa, rs256("{\"alg\":\"rs256\"}"))).isEmpty();
        assertThat(ask(rsa, rs256("{}"))).isEmpty();
        assertThat(ask(rsa, rs256("{\"alg\":[\"RS256\"]}"))).isEmpty();
        assertThat(ask(rsa, rs256("{\"alg\":\"RS256\"}"))).isPresent();
    }

    @Test
    void anotherCurveIsRefused() {
        assertThat(ask(Issuer.sign(
                        "{\"alg\":\"ES384\"}", CLAIMS, "SHA384withECDSAinP1363Format", Issuer.P384.getPrivate())))
                .isEmpty();
        assertThat(ask(Issuer.sign(
                        "{\"alg\":\"ES256\"}", CLAIMS, "SHA256withECDSAinP1363Format", Issuer.P384.getPrivate())))
                .isEmpty();
    }

    @Test
    void aSignatureOfNoughtsIsRefused() {
        assertThat(ask(withSignature(es256(), new byte[64]))).isEmpty();
        assertThat(ask(withSignature(Issuer.hs256(CLAIMS), new byte[32]))).isEmpty();
        assertThat(ask(withSignature(rs256("{\"alg\":\"RS256\"}"), new byte[256])))
                .isEmpty();
    }

    @Test
    void aSignatureInAnotherEncodingIsRefused() {
        String der = Issuer.sign("{\"alg\":\"ES256\"}", CLAIMS, "SHA256withECDSA", Issuer.P256.getPrivate());
        assertThat(ask(der)).isEmpty();
    }

    @Test
    void aSignatureOfAnotherLengthIsRefused() {
        String token = Issuer.hs256(CLAIMS);
        byte[] signature = signature(token);
        assertThat(ask(withSignature(token, Arrays.copyOf(signature, 31)))).isEmpty();
        assertThat(ask(withSignature(token, Arrays.copyOf(signature, 33)))).isEmpty();
        assertThat(ask(withSignature(es256(), Arrays.copyOf(signature(es256()), 65))))
                .isEmpty();
    }

    @Test
    void anotherKeysSignatureIsRefused() {
        assertThat(ask(Issuer.sign("{\"alg\":\"HS256\"}", CLAIMS, "HmacSHA256", Issuer.secret(Issuer.SECRET + "x"))))
                .isEmpty();
        assertThat(ask(of(JwtKey.ofPublicKey(vertx, null, Issuer.P256.getPublic())), Issuer.hs256(CLAIMS)))
                .isEmpty();
    }

    @Test
    void changedClaimsAreRefused() {
        String[] parts = Issuer.hs256(CLAIMS).split("\\.", -1);
        String more = Issuer.base64(CLAIMS.replace("incident-1", "*"));
        assertThat(ask(parts[0] + "." + more + "." + parts[2])).isEmpty();
    }

    @Test
    void keysThatATokenBringsAreNotLookedAt() {
        String key = "{\"kty\":\"oct\",\"k\":\"" + Issuer.base64("x".repeat(32)) + "\"}";
        String header = "{\"alg\":\"HS256\",\"jwk\":" + key
                + ",\"jku\":\"http://127.0.0.1:1/\",\"x5u\":\"http://127.0.0.1:1/\"}";
        assertThat(ask(Issuer.sign(header, CLAIMS, "HmacSHA256", Issuer.secret("x".repeat(32)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"b64\":false}",
                "{\"alg\":\"HS256\",\"typ\":\"logout+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":1}",
                "{\"alg\":\"HS256\",\"kid\":1}",
                "{\"alg\":\"HS256\"} {}",
                "[\"HS256\"]",
                "\"HS256\"",
                "{\"alg\":\"HS256\",\"x\":[[[[[[1]]]]]]}",
                "{'alg':'HS256'}",
                "\ufeff{\"alg\":\"HS256\"}"
            })
    void aHeaderThatIsWrongIsRefused(String header) {
        assertThat(ask(Issuer.sign(header, CLAIMS, "HmacSHA256", Issuer.secret(Issuer.SECRET))))
                .isEmpty();
    }

    @Test
    void aKeyIsFoundByItsIdAndAnotherIdIsNotIt() {
        assertThat(ask(rs256("{\"alg\":\"RS256\",\"kid\":\"rsa-2\"}"))).isEmpty();
        assertThat(ask(rs256("{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}"))).isEmpty();
    }

    @Test
    void oneTokenHasOneSpelling() {
        String token = Issuer.hs256(CLAIMS);
        assertThat(ask(token + "=")).isEmpty();
        assertThat(ask(token + ".")).isEmpty();
        assertThat(ask(token + "." + token)).isEmpty();
        assertThat(ask("." + token)).isEmpty();
        assertThat(ask(token.replace(".", ".."))).isEmpty();
        assertThat(ask(" " + token)).isEmpty();
        assertThat(ask(token.substring(0, token.length() - 1) + "\n")).isEmpty();
        // 32 bytes leave two bits of the last character unread.
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sameBits = alphabet.charAt(alphabet.indexOf(last) ^ 1);
        assertThat(ask(token.substring(0, token.length() - 1) + sameBits)).isEmpty();
    }

    @Test
    void encryptedTokensAreRefused() {
        assertThat(ask("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA"))
                .isEmpty();
    }

    @Test
    void aTokenIsRememberedAndStillExpires() {
        String token = Issuer.hs256(CLAIMS);
        Principal first = ask(token).orElseThrow();
        assertThat(ask(token).orElseThrow()).isSameAs(first);
        assertThat(first.isExpired((NOW + 90) * 1_000_000)).isTrue();
        assertThat(first.isExpired((NOW + 90) * 1_000_000 - 1)).isFalse();
    }

    @Test
    void atMostSoManyTokensAreRememberedAndThoseInUseStay() {
        VerifiedTokens tokens = new VerifiedTokens(10);
        Principal principal = ask(Issuer.hs256(CLAIMS)).orElseThrow();
        Token used = Token.of("used");
        tokens.add(used, principal, 0);
        for (int i = 0; i < 100; i++) {
            tokens.add(Token.of("t" + i), principal, 0);
            assertThat(tokens.size()).isLessThanOrEqualTo(10);
            assertThat(tokens.find(used)).isPresent();
        }
        assertThat(tokens.find(Token.of("t0"))).isEmpty();
        assertThat(tokens.find(Token.of("t99"))).isPresent();
    }

    @Test
    void whatIsForgottenIsNotRememberedByWhoVerifiedItBefore() {
        VerifiedTokens tokens = new VerifiedTokens(10);
        Principal principal = ask(Issuer.hs256(CLAIMS)).orElseThrow();
        int before = tokens.generation();
        tokens.add(Token.of("t"), principal, before);
        tokens.forget();
        assertThat(tokens.find(Token.of("t"))).isEmpty();
        tokens.add(Token.of("t"), principal, before);
        assertThat(tokens.find(Token.of("t"))).isEmpty();
        tokens.add(Token.of("t"), principal, tokens.generation());
        assertThat(tokens.find(Token.of("t"))).isPresent();
    }
}
