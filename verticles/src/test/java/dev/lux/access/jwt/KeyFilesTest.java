package dev.lux.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeyFilesTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<JwtKey> read(String text) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, text);
        return new KeyFiles(VERTX).read(file);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    private static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static String number(BigInteger number, int bytes) {
        byte[] all = number.toByteArray();
        byte[] fixed = new byte[bytes];
        int length = Math.min(bytes, all.length);
        System.arraycopy(all, all.length - length, fixed, bytes - length, length);
        return Issuer.base64(fixed);
    }

    private static String rsa(String more) {
        RSAPublicKey key = (RSAPublicKey) Issuer.RSA.getPublic();
        return "{\"kty\":\"RSA\",\"n\":\"" + number(key.getModulus(), 256) + "\",\"e\":\"AQAB\"" + more + "}";
    }

    private static String elliptic(String more) {
        ECPublicKey key = (ECPublicKey) Issuer.P256.getPublic();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + number(key.getW().getAffineX(), 32) + "\",\"y\":\""
                + number(key.getW().getAffineY(), 32) + "\"" + more + "}";
    }

    private static String edwards() {
        byte[] der = Issuer.ED25519.getPublic().getEncoded();
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                + Issuer.base64(Arrays.copyOfRange(der, der.length - 32, der.length)) + "\"}";
    }

    private static SplitToken token(String algorithm, String how, java.security.Key key) {
        return SplitToken.of(Issuer.sign("{\"alg\":\"" + algorithm + "\"}", "{\"sub\":\"a\"}", how, key))
                .orElseThrow();
    }

    @Test
    void aPublicKeyInPemSaysItsAlgorithm() throws IOException {
        assertThat(read(pem(Issuer.RSA.getPublic())).get(0).algorithm()).isEqualTo(Algorithm.RS256);
        assertThat(read(pem(Issuer.P256.getPublic())).get(0).algorithm()).isEqualTo(Algorithm.ES256);
        assertThat(read(pem(Issuer.ED25519.getPublic())).get(0).algorithm()).isEqualTo(Algorithm.EDDSA);
    }

    @Test
    void aSetOfKeysIsReadWithTheirIdsAndEachVerifies() throws IOException {
        String secret = "{\"kty\":\"oct\",\"k\":\"" + Issuer.base64(Issuer.SECRET) + "\",\"alg\":\"HS256\"}";
        List<JwtKey> keys = read("{\"keys\":[" + rsa(",\"kid\":\"r\",\"use\":\"sig\",\"alg\":\"RS256\"") + ","
                + elliptic("") + "," + edwards() + "," + secret + "]}");
        assertThat(keys)
                .extracting(JwtKey::algorithm)
                .containsExactly(Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA, Algorithm.HS256);
        assertThat(keys.get(0).id()).contains("r");
        assertThat(keys.get(0).signed(token("RS256", "SHA256withRSA", Issuer.RSA.getPrivate())))
                .isTrue();
        assertThat(keys.get(1).signed(token("ES256", "SHA256withECDSAinP1363Format", Issuer.P256.getPrivate())))
                .isTrue();
        assertThat(keys.get(2).signed(token("EdDSA", "Ed25519", Issuer.ED25519.getPrivate())))
                .isTrue();
        assertThat(keys.get(3).signed(token("HS256", "HmacSHA256", Issuer.secret(Issuer.SECRET))))
                .isTrue();
        assertThat(keys.get(3).signed(token("HS256", "HmacSHA256", Issuer.secret("x".repeat(32)))))
                .isFalse();
    }

    @Test
    void oneKeyNeedsNoSet() throws IOException {
        assertThat(read(elliptic(""))).hasSize(1);
    }

    @Test
    void keysForOtherThingsAreLeftOut() throws IOException {
        List<JwtKey> keys = read("{\"keys\":[" + rsa(",\"use\":\"enc\"") + "," + rsa(",\"alg\":\"RS512\"") + ","
                + elliptic("").replace("P-256", "P-521") + ",{\"kty\":\"new\"}," + rsa(",\"kid\":\"this\"") + "]}");
        assertThat(keys).singleElement().satisfies(key -> assertThat(key.id()).contains("this"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[{\"kty\":\"new\"}]}",
                "{\"keys\":[{\"n\":\"AQAB\"}]}",
                "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}",
                "{\"kty\":\"oct\",\"k\":\"not base64!\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"y\":\"AQ\",\"x\":\"__________________________________________________8\"}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
            })
    void aFileWithoutAKeyRefusesTheStartWithItsPath(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageContaining(folder.resolve("keys").toString());
    }

    @Test
    void aPrivateKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read(pem("PRIVATE KEY", Issuer.RSA.getPrivate().getEncoded())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(rsa(",\"d\":\"AQAB\"")))
                .withMessageContaining("private");
    }

    @Test
    void keysThatAreTooWeakOrOfAnotherCurveAreRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        String weak = pem(generator.generateKeyPair().getPublic());
        assertThatIllegalArgumentException().isThrownBy(() -> read(weak)).withMessageContaining("2048");
        assertThatIllegalArgumentException().isThrownBy(() -> read(pem(Issuer.P384.getPublic())));
        assertThatIllegalArgumentException().isThrownBy(() -> JwtKey.ofSecret(VERTX, null, new byte[31]));
        assertThat(JwtKey.ofSecret(VERTX, null, new byte[32]).algorithm()).isEqualTo(Algorithm.HS256);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyFiles(VERTX).read(missing))
                .withMessageContaining(missing.toString());
    }
}
