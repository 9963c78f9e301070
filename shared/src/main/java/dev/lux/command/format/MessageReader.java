package dev.lux.command.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what {@link MessageWriter} put together. Whatever the bytes are, it throws nothing but
 * {@link IllegalArgumentException}, and never allocates more than a small multiple of them.
 *
 * <p>Belongs to one thread.
 */
final class MessageReader {
    private final byte[] bytes;
    private int position;

    /** Stands before the kind. */
    MessageReader(byte[] bytes) {
        this.bytes = bytes;
        byte format = code();
        if (format != MessageWriter.FORMAT) {
            throw new IllegalArgumentException("a message of an unknown format: " + format);
        }
    }

    byte code() {
        if (position == bytes.length) {
            throw new IllegalArgumentException("a message that ends early, after byte " + position);
        }
        return bytes[position++];
    }

    boolean flag() {
        byte code = code();
        if (code != 0 && code != 1) {
            throw malformed("a flag of " + code);
        }
        return code == 1;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = code();
            // The tenth byte has room for one bit, and a last byte of zeros would be a second form of the number.
            if ((shift == 63 && (next & 0xFE) != 0) || (next == 0 && shift > 0)) {
                throw malformed("a number in no valid form");
            }
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw malformed("a number of more than 64 bits");
    }

    int intNumber() {
        long number = number();
        if (number != (int) number) {
            throw malformed("a number that is no int: " + number);
        }
        return (int) number;
    }

    long fixed() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << Byte.SIZE | Byte.toUnsignedLong(code());
        }
        return number;
    }

    byte[] bytes() {
        int length = sizeOf("bytes");
        int from = position;
        position += length;
        return Arrays.copyOfRange(bytes, from, position);
    }

    String text() {
        int length = sizeOf("bytes of text");
        int from = position;
        position += length;
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // Decoding replaces what is not UTF-8 by this character; only then is it worth a second look.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8Of(text, from, position)) {
            throw malformed("text that is not UTF-8");
        }
        return text;
    }

    <T> List<T> list(Function<MessageReader, T> each) {
        // Every element takes at least a byte.
        int count = sizeOf("elements");
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(each.apply(this));
        }
        return List.copyOf(elements);
    }

    <T> @Nullable T nullable(Function<MessageReader, T> present) {
        return flag() ? present.apply(this) : null;
    }

    /** @throws IllegalArgumentException when anything follows */
    void end() {
        if (position != bytes.length) {
            throw malformed((bytes.length - position) + " bytes too many");
        }
    }

    IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("a malformed message: " + what + ", at byte " + position);
    }

    private boolean isUtf8Of(String text, int from, int to) {
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, from, to));
    }

    private int sizeOf(String what) {
        long size = number();
        int left = bytes.length - position;
        if (size < 0 || size > left) {
            throw malformed(Long.toUnsignedString(size) + " " + what + " announced, " + left + " bytes left");
        }
        return (int) size;
    }
}
