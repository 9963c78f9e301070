package dev.lux.harness.fuzz;

import java.util.function.Supplier;

/** Something that must hold of an input, and does not. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    private Broken(String what, String detail) {
        super(detail.isEmpty() ? what : what + ": " + detail);
        this.what = what;
    }

    /** @param what is the same for every input with this fault */
    public static void unless(boolean holds, String what) {
        unless(holds, what, () -> "");
    }

    /** @param detail of this input */
    public static void unless(boolean holds, String what, Supplier<String> detail) {
        if (!holds) {
            throw new Broken(what, detail.get());
        }
    }

    String what() {
        return what;
    }
}
