package dev.lux.harness.fuzz;

import java.util.function.Predicate;

/** Makes an input smaller for as long as it shows the same fault: by leaving out ranges, halved again and again. */
final class Smaller {
    private static final int MOST_TRIES = 4_000;

    private final Predicate<byte[]> shows;
    private int tries;

    private Smaller(Predicate<byte[]> shows) {
        this.shows = shows;
    }

    static byte[] of(byte[] input, Predicate<byte[]> shows) {
        return new Smaller(shows).of(input);
    }

    private byte[] of(byte[] input) {
        byte[] smallest = input;
        int before;
        do {
            before = smallest.length;
            for (int size = Math.max(1, smallest.length / 2); size > 0; size /= 2) {
                smallest = without(smallest, size);
            }
        } while (smallest.length < before && tries < MOST_TRIES);
        return smallest;
    }

    private byte[] without(byte[] input, int size) {
        byte[] smallest = input;
        int at = 0;
        while (at + size <= smallest.length && tries++ < MOST_TRIES) {
            byte[] less = Mutator.splice(smallest, at, at + size, new byte[0]);
            if (shows.test(less)) {
                smallest = less;
            } else {
                at += size;
            }
        }
        return smallest;
    }
}
