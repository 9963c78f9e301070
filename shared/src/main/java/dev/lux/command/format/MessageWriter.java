package dev.lux.command.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts one message together: its format, then its parts in order.
 *
 * <pre>
 * code       1 byte
 * flag       1 byte: 0 or 1
 * number     7 bits per byte, lowest first; the high bit says that more follow (LEB128). 1 to 9 bytes for what is
 *            not negative, else 10
 * fixed      8 bytes, highest first, for what is spread over all of them
 * bytes      number: how many, then the bytes
 * text       bytes, in UTF-8
 * list       number: how many, then the elements
 * nullable   flag: whether it is there, then the value if so
 * </pre>
 *
 * <p>Belongs to one thread.
 */
final class MessageWriter {
    static final byte FORMAT = 1;

    private static final int FIRST_CAPACITY = 128;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    /** Begins with the format. */
    MessageWriter() {
        code(FORMAT);
    }

    void code(byte code) {
        reserve(1);
        bytes[size++] = code;
    }

    void flag(boolean flag) {
        code((byte) (flag ? 1 : 0));
    }

    void number(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            code((byte) (rest | 0x80));
            rest >>>= 7;
        }
        code((byte) rest);
    }

    void fixed(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            code((byte) (number >>> shift));
        }
    }

    void bytes(byte[] part) {
        number(part.length);
        reserve(part.length);
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
    }

    /** Half a surrogate pair has no form in UTF-8 and becomes {@code ?}. */
    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    <T> void list(List<T> elements, BiConsumer<MessageWriter, T> each) {
        number(elements.size());
        for (T element : elements) {
            each.accept(this, element);
        }
    }

    <T> void nullable(@Nullable T value, BiConsumer<MessageWriter, T> present) {
        flag(value != null);
        if (value != null) {
            present.accept(this, value);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            // In long, since twice a gigabyte is no int.
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), Integer.MAX_VALUE - 8));
        }
    }
}
