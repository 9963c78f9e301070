package dev.lux.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding, RFC 3986, section 2.1, read strictly and once. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** The text; empty when an escape is broken, a character is not visible ASCII, or the bytes are not UTF-8. */
    public static Optional<String> decode(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int size = 0;
        boolean hasEscapes = false;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c > '~') {
                return Optional.empty();
            }
            if (c == '%') {
                int high = hex(encoded, i + 1);
                int low = hex(encoded, i + 2);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                hasEscapes = true;
                bytes[size++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[size++] = (byte) c;
            }
        }
        return hasEscapes ? utf8(bytes, size) : Optional.of(encoded);
    }

    private static Optional<String> utf8(byte[] bytes, int size) {
        try {
            // A new decoder reports what is malformed instead of replacing it.
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, size))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int hex(String text, int at) {
        // Character.digit alone would take full-width digits too.
        return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
    }
}
