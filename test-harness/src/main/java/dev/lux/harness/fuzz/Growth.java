package dev.lux.harness.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Whether reading an input that is eight times as long takes much more than eight times as long. By the processor's time
 * of one thread, the best of some runs, so that a busy machine makes no findings; and by the ratio first, so that a slow
 * one makes none either.
 */
final class Growth {
    private static final int TIMES = 8;
    /** What is linear takes 8 times as long, what is sorted a little more, what is quadratic 64 times. */
    private static final double MOST = 24;
    /** Below, nobody minds. */
    private static final long NANOS_PER_KIB = 300_000;

    private static final int NUMBER_LENGTH = 6;

    private Growth() {}

    /** A long input of which a part comes again and again, each time the same or with another number in it. */
    record Shape(byte[] before, byte[] part, int numberAt, byte[] after) {
        static Shape draw(byte[] input, Random random) {
            int from = random.nextInt(input.length + 1);
            int to = from + random.nextInt(Math.min(64, input.length - from) + 1);
            byte[] part = java.util.Arrays.copyOfRange(input, from, to);
            int numberAt = part.length == 0 || random.nextBoolean() ? random.nextInt(part.length + 1) : -1;
            byte[] before = java.util.Arrays.copyOf(input, random.nextInt(4) == 0 ? 0 : from);
            int rest = random.nextInt(4) == 0 ? input.length : to;
            return new Shape(before, part, numberAt, java.util.Arrays.copyOfRange(input, rest, input.length));
        }

        byte[] ofLength(int length) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(length);
            out.writeBytes(before);
            int number = 0;
            while (out.size() + part.length + NUMBER_LENGTH + after.length <= length) {
                if (numberAt < 0) {
                    out.writeBytes(part);
                } else {
                    out.write(part, 0, numberAt);
                    out.writeBytes(FuzzTarget.utf8(String.format("%0" + NUMBER_LENGTH + "d", number++)));
                    out.write(part, numberAt, part.length - numberAt);
                }
            }
            out.writeBytes(after);
            return out.toByteArray();
        }
    }

    /** @return the long input when reading it takes too long for its length, or fails; else {@code null} */
    static byte @Nullable [] tooMuch(FuzzTarget target, Shape shape) {
        byte[] small = shape.ofLength(target.maxBytes() / TIMES);
        byte[] large = shape.ofLength(target.maxBytes());
        if (Attempt.at(target, large).failure() != null) {
            return large;
        }
        if (large.length < TIMES / 2 * small.length) {
            return null;
        }
        for (int runs = 1; runs <= 16; runs *= 4) {
            if (!isTooMuch(nanos(target, small, runs), small.length, nanos(target, large, runs), large.length)) {
                return null;
            }
        }
        return large;
    }

    private static boolean isTooMuch(long small, int smallLength, long large, int largeLength) {
        double linear = (double) largeLength / smallLength;
        return large > NANOS_PER_KIB * largeLength / 1024 && large > MOST / TIMES * linear * small;
    }

    private static long nanos(FuzzTarget target, byte[] input, int runs) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            best = Math.min(best, Attempt.timed(target, input).processorNanos());
        }
        return best;
    }
}
