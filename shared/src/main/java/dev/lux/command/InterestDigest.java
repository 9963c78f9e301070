package dev.lux.command;

import dev.lux.document.Pattern;

/**
 * How many patterns, and the sum of their hashes: equal for equal sets, whatever the order in which they came and went.
 *
 * @param hash 64 bits; two sets of the same size with equal sums are taken for the same
 */
public record InterestDigest(int count, long hash) {
    public static final InterestDigest NONE = new InterestDigest(0, 0);

    public InterestDigest plus(Pattern pattern) {
        return new InterestDigest(count + 1, hash + hash(pattern));
    }

    public InterestDigest minus(Pattern pattern) {
        return new InterestDigest(count - 1, hash - hash(pattern));
    }

    /** FNV-1a over the text and whether it is a prefix, mixed as in SplitMix64, so that sums don't cancel out. */
    private static long hash(Pattern pattern) {
        long hash = 0xcbf29ce484222325L;
        String text = pattern.text();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (pattern.isPrefix() ? '*' : 0)) * 0x100000001b3L;
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
