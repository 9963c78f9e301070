package dev.lux.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A bearer token as it came, and its digest, by which it is compared and remembered: so no stopwatch and no reader of a
 * heap dump learns another one from it.
 *
 * @param sha256 of the text in UTF-8
 */
public record Token(String text, byte[] sha256) {
    public static Token of(String text) {
        return new Token(text, sha256(text));
    }

    /** Whether its digest is this one, in a time that does not depend on where they differ. */
    public boolean isOf(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && Arrays.equals(sha256, token.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a token";
    }
}
