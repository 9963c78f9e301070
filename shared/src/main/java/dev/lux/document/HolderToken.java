package dev.lux.document;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Names the holder of a lease among all that ever were. It is a fence and no secret: whoever shows it needs the right to
 * write as well.
 */
public record HolderToken(long high, long low) {
    private static final int BYTES = 16;

    /** One that nobody has had. */
    public static HolderToken random() {
        UUID random = UUID.randomUUID();
        return new HolderToken(random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    /** The same for the same digest. */
    public static HolderToken of(Digest digest) {
        return new HolderToken(digest.high(), digest.low());
    }

    /** 22 characters of base64url (RFC 4648), without padding. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The token with just this {@link #text}; empty when there is none. */
    public static Optional<HolderToken> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        HolderToken token = new HolderToken(in.getLong(), in.getLong());
        return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }
}
