package dev.lux.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys seen so far in each open object, to find duplicates. One stack serves all open objects.
 *
 * <p>The first {@value #FEW} keys of an object are compared one by one, without allocation. Further ones go to a set of
 * strings, which stays fast when keys were chosen to collide: its buckets turn into trees.
 */
final class SeenKeys {
    static final int FEW = 16;

    private byte[][] texts = {};
    private int[] froms = {};
    private int[] tos = {};
    private int[] signatures = {};
    private int size;
    /** By base: no two open objects have the same, since all but the innermost have a key on the stack. */
    private final Map<Integer, Set<String>> many = new HashMap<>(0);

    /** Begins an object; what comes back is its base, for the other calls. */
    int open() {
        return size;
    }

    /** Ends the innermost object. */
    void close(int base) {
        if (size - base >= FEW) {
            many.remove(base);
        }
        size = base;
    }

    /**
     * Adds a key, unescaped and in UTF-8, to the innermost object.
     *
     * @return false when the object has it already
     */
    boolean add(int base, byte[] text, int from, int to) {
        return size - base < FEW ? addToFew(base, text, from, to) : addToMany(base, text, from, to);
    }

    private boolean addToFew(int base, byte[] text, int from, int to) {
        int signature = signature(text, from, to);
        for (int i = base; i < size; i++) {
            if (signatures[i] == signature && Arrays.equals(texts[i], froms[i], tos[i], text, from, to)) {
                return false;
            }
        }
        if (size == texts.length) {
            grow(Math.max(FEW, 2 * size));
        }
        texts[size] = text;
        froms[size] = from;
        tos[size] = to;
        signatures[size] = signature;
        size++;
        return true;
    }

    private boolean addToMany(int base, byte[] text, int from, int to) {
        return many.computeIfAbsent(base, this::setOfFew)
                .add(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    private Set<String> setOfFew(int base) {
        Set<String> set = new HashSet<>(4 * FEW);
        for (int i = base; i < size; i++) {
            set.add(new String(texts[i], froms[i], tos[i] - froms[i], StandardCharsets.UTF_8));
        }
        return set;
    }

    /** Differs for most different keys, from their length and three of their bytes. */
    private static int signature(byte[] text, int from, int to) {
        int length = to - from;
        return length == 0 ? 0 : length << 24 ^ text[from] << 16 ^ text[from + length / 2] << 8 ^ text[to - 1];
    }

    private void grow(int capacity) {
        texts = Arrays.copyOf(texts, capacity);
        froms = Arrays.copyOf(froms, capacity);
        tos = Arrays.copyOf(tos, capacity);
        signatures = Arrays.copyOf(signatures, capacity);
    }
}
