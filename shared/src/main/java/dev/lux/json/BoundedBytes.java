package dev.lux.json;

import java.util.Arrays;

/** JSON under construction in at most so many bytes; what is beyond them is dropped, and {@link #fit} says so. */
final class BoundedBytes {
    private final int max;
    private byte[] bytes;
    private int size;

    BoundedBytes(int max) {
        this.max = max;
        this.bytes = new byte[Math.max(0, Math.min(256, max))];
    }

    /** Whether nothing was dropped. */
    boolean fit() {
        return size <= max;
    }

    int size() {
        return size;
    }

    /** Takes back what was added since there were so many bytes. */
    void takeBack(int toSize) {
        size = toSize;
    }

    void add(char ascii) {
        if (reserve(1)) {
            bytes[size] = (byte) ascii;
        }
        size++;
    }

    void add(byte[] in, int from, int to) {
        int length = to - from;
        if (reserve(length)) {
            System.arraycopy(in, from, bytes, size, length);
        }
        // Not beyond what an int holds, however much is added.
        size = Math.min(size + length, Integer.MAX_VALUE / 2);
    }

    /** Whether the last byte is this one. */
    boolean endsWith(char ascii) {
        return fit() && size > 0 && bytes[size - 1] == ascii;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private boolean reserve(int more) {
        if (more > max - size) {
            return false;
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(size + more, 2L * bytes.length)));
        }
        return true;
    }
}
