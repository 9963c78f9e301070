package dev.lux.json;

/** One value in a scanned text: its bytes, from inclusive to exclusive, and the {@link Gaps} marks around it. */
record Slice(int from, int to, int firstGap, int endGap) {
    boolean hasGaps() {
        return firstGap < endGap;
    }
}
