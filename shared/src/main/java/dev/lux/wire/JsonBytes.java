package dev.lux.wire;

import dev.lux.json.JsonStrings;
import java.util.Arrays;

/** JSON text under construction, as bytes in one growing array. Belongs to one thread. */
public final class JsonBytes {
    private byte[] bytes;
    private int size;

    /** @param capacity bytes that are probably needed; more is fine */
    public JsonBytes(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** Bytes that are JSON already. */
    public JsonBytes raw(byte[] json) {
        return rawPart(json, 0, json.length);
    }

    /** Some of the bytes of JSON, such as an object without its closing brace. */
    public JsonBytes rawPart(byte[] json, int from, int length) {
        reserve(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Text that is JSON already, in ASCII only. */
    public JsonBytes ascii(String json) {
        int length = json.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) json.charAt(i);
        }
        size += length;
        return this;
    }

    public JsonBytes number(long value) {
        return ascii(Long.toString(value));
    }

    /** The text as a JSON string, quotes and escapes included. */
    public JsonBytes string(String text) {
        return isPlain(text) ? ascii("\"").ascii(text).ascii("\"") : raw(JsonStrings.quoteUtf8(text));
    }

    /** How many bytes there are so far. */
    public int size() {
        return size;
    }

    /** The bytes so far, in an array of their own. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
