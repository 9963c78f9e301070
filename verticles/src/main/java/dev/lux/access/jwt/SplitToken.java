package dev.lux.access.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The three parts of a signed token (RFC 7515, section 7.1), decoded. Each must be base64url as the RFC wants it, without
 * padding and in its one spelling, so that no two texts are the same token.
 */
record SplitToken(String text, byte[] header, byte[] claims, byte[] signature) {
    private static final int PARTS = 3;

    /** Whether a text could be such a token, and is worth a closer look. */
    static boolean isLikely(String text) {
        int first = text.indexOf('.');
        return first > 0 && text.indexOf('.', first + 1) > 0;
    }

    /** @return empty when there are not three parts, or one is empty or badly spelt */
    static Optional<SplitToken> of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        byte[][] decoded = new byte[PARTS][];
        for (int i = 0; i < PARTS; i++) {
            Optional<byte[]> bytes = decode(parts[i]);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            decoded[i] = bytes.get();
        }
        return Optional.of(new SplitToken(text, decoded[0], decoded[1], decoded[2]));
    }

    private static Optional<byte[]> decode(String part) {
        if (part.isEmpty() || part.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.ISO_8859_1));
            // The last character may have bits that nobody reads.
            boolean isCanonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return isCanonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
