package dev.lux.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed JSON Web Token as text (RFC 7519): for development tokens, and to look into others.
 *
 * @param signed header and claims as they were signed
 */
record Jwt(String signed, byte[] header, byte[] claims, byte[] signature) {
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final int PARTS = 3;

    /** A token of these claims, signed with a secret by HS256 (RFC 7518, section 3.2). */
    static String make(String claims, String secret) {
        String signed =
                encode(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(hmac(signed, secret));
    }

    /** The parts of a token, whoever made it. */
    static Jwt read(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            if (parts.length == PARTS) {
                return new Jwt(parts[0] + "." + parts[1], decode(parts[0]), decode(parts[1]), decode(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw CliException.usage("Not a signed JWT: it has three parts in base64url, with dots between.");
    }

    boolean isSignedWith(String secret) {
        return MessageDigest.isEqual(signature, hmac(signed, secret));
    }

    private static byte[] hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
