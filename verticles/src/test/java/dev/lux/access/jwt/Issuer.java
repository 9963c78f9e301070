package dev.lux.access.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens, honest ones and others, by the JDK's own cryptography. */
final class Issuer {
    static final String SECRET = "a-secret-of-thirty-two-characters";
    static final KeyPair RSA = pair("RSA", 2048);
    static final KeyPair P256 = pair("EC", "secp256r1");
    static final KeyPair P384 = pair("EC", "secp384r1");
    static final KeyPair ED25519 = pair("Ed25519");

    private Issuer() {}

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Header and claims as given, signed the way that {@code how} says, whatever the header says. */
    static String sign(String header, String claims, String how, Key key) {
        String signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(signature(signed, how, key));
    }

    static String hs256(String claims) {
        return sign("{\"alg\":\"HS256\"}", claims, "HmacSHA256", secret(SECRET));
    }

    static Key secret(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static byte[] signature(String text, String how, Key key) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (how.startsWith("Hmac")) {
                Mac mac = Mac.getInstance(how);
                mac.init(key);
                return mac.doFinal(bytes);
            }
            Signature signature = Signature.getInstance(how);
            signature.initSign((PrivateKey) key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String kind, Object... size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (size.length > 0 && size[0] instanceof Integer bits) {
                generator.initialize(bits);
            } else if (size.length > 0) {
                generator.initialize(new ECGenParameterSpec((String) size[0]));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
