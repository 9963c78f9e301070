package dev.lux.json;

import java.util.Arrays;

/** Where the insignificant white space of a text was, in order, so that it can be left out in one copy. */
final class Gaps {
    private int[] bounds = {};
    private int size;

    void add(int from, int to) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(32, 2 * size));
        }
        bounds[size] = from;
        bounds[size + 1] = to;
        size += 2;
    }

    /** A mark for {@link #without}: how many gaps there were so far. */
    int mark() {
        return size;
    }

    /** The slice's bytes without the gaps in it, in an array of exactly that size. */
    byte[] without(byte[] in, Slice slice) {
        int length = slice.to() - slice.from();
        for (int i = slice.firstGap(); i < slice.endGap(); i += 2) {
            length -= bounds[i + 1] - bounds[i];
        }
        byte[] out = new byte[length];
        int written = 0;
        int runFrom = slice.from();
        for (int i = slice.firstGap(); i < slice.endGap(); i += 2) {
            int run = bounds[i] - runFrom;
            System.arraycopy(in, runFrom, out, written, run);
            written += run;
            runFrom = bounds[i + 1];
        }
        System.arraycopy(in, runFrom, out, written, slice.to() - runFrom);
        return out;
    }
}
