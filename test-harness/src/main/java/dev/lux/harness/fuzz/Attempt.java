package dev.lux.harness.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * What one input came to.
 *
 * @param words in few words
 * @param failure what did not hold, or {@code null}
 * @param allocatedBytes by the product alone
 * @param processorNanos by the product alone, when that was asked for
 */
record Attempt(String words, boolean refused, @Nullable Throwable failure, long allocatedBytes, long processorNanos) {

    /**
     * So much may be allocated for a byte of input: a number in an array of JSON is two bytes, and an object, its digits
     * and a place in a list in memory, more than once. And for an input of none, by whoever makes buffers.
     */
    private static final long BYTES_PER_BYTE = 1_024;

    private static final long BYTES_ANYWAY = 1 << 20;

    /** Reads an input. What it allocates is judged by the best of three, since what is done once is not its fault. */
    static Attempt at(FuzzTarget target, byte[] input) {
        Attempt attempt = once(target, input, false);
        long most = BYTES_ANYWAY + BYTES_PER_BYTE * input.length;
        for (int again = 0; again < 2 && attempt.allocatedBytes > most && attempt.failure == null; again++) {
            attempt = once(target, input, false);
        }
        return attempt.allocatedBytes <= most || attempt.failure != null
                ? attempt
                : attempt.failed("more is allocated than so much for each byte");
    }

    /** Reads an input and counts processor time. */
    static Attempt timed(FuzzTarget target, byte[] input) {
        return once(target, input, true);
    }

    private Attempt failed(String what) {
        try {
            Broken.unless(false, what, () -> allocatedBytes + " bytes");
            return this;
        } catch (Broken broken) {
            return new Attempt(words, refused, broken, allocatedBytes, processorNanos);
        }
    }

    // An error such as a stack overflow is a finding like any other.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static Attempt once(FuzzTarget target, byte[] input, boolean timed) {
        Product product = new Product(target.refusal(), timed);
        String words;
        Throwable failure = null;
        byte[] own = input.clone();
        try {
            words = "accepted " + target.attack().run(own, product);
        } catch (Refused refused) {
            words = "refused " + refused.words();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Exception | StackOverflowError | AssertionError e) {
            words = "failed";
            failure = e;
        }
        if (failure == null && !java.util.Arrays.equals(own, input)) {
            failure = new IllegalStateException("the input was changed");
        }
        return new Attempt(words, product.refused(), failure, product.allocatedBytes(), product.processorNanos());
    }

    /** Names the fault, the same for every input that shows it. */
    String fault() {
        Throwable thrown = failure;
        if (thrown == null) {
            return "";
        }
        if (thrown instanceof Broken broken) {
            return broken.what();
        }
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.lux.")
                    && !frame.getClassName().equals(Product.class.getName())) {
                return thrown.getClass().getName() + " in " + frame.getClassName() + "." + frame.getMethodName();
            }
        }
        return thrown.getClass().getName();
    }
}
