package dev.lux.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns credentials into principals. Today there is one, the development key. Of the key only a digest is kept, and
 * digests are compared in constant time, so neither a heap dump's reader nor a stopwatch learns the key.
 */
public final class Access {
    /** The principal of the development key. */
    public static final Principal DEVELOPMENT = new Principal("dev");

    private static final Pattern KEY = Pattern.compile("[!-~]{8,512}");
    /** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([!-~]{1,4096})");

    private final byte[] keyDigest;

    private Access(byte[] keyDigest) {
        this.keyDigest = keyDigest;
    }

    /**
     * @param key 8 to 512 visible ASCII characters
     * @throws IllegalArgumentException when it is not; there is no broker without a credential
     */
    public static Access ofDevelopmentKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("LUX_API_KEY must be 8 to 512 visible ASCII characters");
        }
        return new Access(sha256(key));
    }

    /** The principal of a bare token, as it comes in a subprotocol or an {@code auth} message. */
    public Optional<Principal> ofToken(String token) {
        return MessageDigest.isEqual(keyDigest, sha256(token)) ? Optional.of(DEVELOPMENT) : Optional.empty();
    }

    /** The principal of an {@code Authorization} header; {@code null} when there was none. */
    public Optional<Principal> ofAuthorization(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? ofToken(bearer.group(1)) : Optional.empty();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
