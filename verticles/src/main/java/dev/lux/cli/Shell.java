package dev.lux.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Everything around a command, so that tests can stand in for it.
 *
 * @param out UTF-8, whatever the locale says: it is JSON
 * @param terminal whether {@code out} is a terminal
 */
record Shell(
        Map<String, String> env,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        InstantSource clock,
        RandomGenerator random,
        Pause pause) {

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** The launcher says in {@code lux.tty} whether stdout is a terminal: newer JDKs have a console without one. */
    static Shell ofProcess() {
        return new Shell(
                System.getenv(),
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("lux.tty"),
                InstantSource.system(),
                new SplittableRandom(),
                duration -> Thread.sleep(duration.toMillis()));
    }
}
