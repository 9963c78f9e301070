package dev.lux.harness.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens by the JDK's own cryptography, with keys that are made anew, and says its public keys. */
final class TestIssuer {
    static final String SECRET = "a-secret-of-thirty-two-characters";
    private static final int COORDINATE_BYTES = 32;

    private final KeyPair rsa = pair("RSA");
    private final KeyPair p256 = pair("EC");
    private final KeyPair ed25519 = pair("Ed25519");

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    String sign(String algorithm, String header, String claims) {
        String text = base64(header) + "." + base64(claims);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return text + "."
                + base64(
                        switch (algorithm) {
                            case "HS256" -> mac(SECRET.getBytes(StandardCharsets.UTF_8), bytes);
                            case "RS256" -> signature("SHA256withRSA", rsa, bytes);
                            case "ES256" -> signature("SHA256withECDSAinP1363Format", p256, bytes);
                            default -> signature("Ed25519", ed25519, bytes);
                        });
    }

    /** The old trick: the public key, which everybody has, as the secret of an HMAC. */
    String signedByPublicKey(String claims) {
        String text = base64("{\"alg\":\"HS256\"}") + "." + base64(claims);
        return text + "." + base64(mac(rsa.getPublic().getEncoded(), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A JSON Web Key Set with the public keys. */
    String set() {
        RSAPublicKey rsaKey = (RSAPublicKey) rsa.getPublic();
        ECPublicKey ecKey = (ECPublicKey) p256.getPublic();
        EdECPublicKey edKey = (EdECPublicKey) ed25519.getPublic();
        byte[] x = ed25519.getPublic().getEncoded();
        byte[] point = java.util.Arrays.copyOfRange(x, x.length - COORDINATE_BYTES, x.length);
        return "{\"keys\":[{\"kty\":\"RSA\",\"n\":\""
                + base64(unsigned(rsaKey.getModulus().toByteArray(), 256))
                + "\",\"e\":\"AQAB\",\"use\":\"sig\",\"alg\":\"RS256\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                + base64(unsigned(ecKey.getW().getAffineX().toByteArray(), COORDINATE_BYTES)) + "\",\"y\":\""
                + base64(unsigned(ecKey.getW().getAffineY().toByteArray(), COORDINATE_BYTES))
                + "\",\"key_ops\":[\"verify\"]},{\"kty\":\"OKP\",\"crv\":\""
                + edKey.getParams().getName()
                + "\",\"x\":\"" + base64(point) + "\"}]}";
    }

    Path keySet() {
        try {
            Path file = Files.createTempFile("lux-fuzz-keys", ".json");
            Files.writeString(file, set());
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One public key as PEM. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(p256.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static byte[] unsigned(byte[] number, int length) {
        byte[] out = new byte[length];
        int size = Math.min(length, number.length);
        System.arraycopy(number, number.length - size, out, length - size, size);
        return out;
    }

    private static byte[] mac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signature(String how, KeyPair key, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(how);
            signature.initSign(key.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("RSA")) {
                generator.initialize(2048);
            } else if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
