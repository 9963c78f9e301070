package dev.lux.boot.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process that runs until it is told to stop: one that ends by itself is started again after a while. Usable on any
 * thread.
 */
final class Child {
    private static final long RESTART_SECONDS = 2;

    private final String name;
    private final ProcessBuilder builder;
    private final Predicate<String> isReadyLine;
    private final PrintStream report;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private Process process;
    private boolean stopping;

    /**
     * Starts it.
     *
     * @param isReadyLine which line of its output says that it is ready
     */
    Child(String name, ProcessBuilder builder, Predicate<String> isReadyLine, PrintStream report) throws IOException {
        this.name = name;
        this.builder = builder;
        this.isReadyLine = isReadyLine;
        this.report = report;
        this.process = builder.start();
        watch(process);
    }

    private void watch(Process started) {
        Thread watcher = new Thread(
                () -> {
                    read(started);
                    ended(started);
                },
                "lux-" + name.replace(' ', '-'));
        watcher.setDaemon(true);
        watcher.start();
    }

    /** What a node prints is for whoever runs it alone, but for the line that says that it is ready. */
    private void read(Process started) {
        try (BufferedReader lines = started.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isReadyLine.test(line)) {
                    ready.complete(null);
                }
            }
        } catch (IOException closed) {
            // It was told to end.
            return;
        }
    }

    private void ended(Process was) {
        int code;
        try {
            code = was.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        ready.completeExceptionally(new IOException(name + " ended with " + code + " before it was ready"));
        synchronized (this) {
            if (stopping || ready.isCompletedExceptionally()) {
                return;
            }
        }
        report.println("lux up: " + name + " ended with " + code + "; again in " + RESTART_SECONDS + " s");
        CompletableFuture.delayedExecutor(RESTART_SECONDS, TimeUnit.SECONDS).execute(this::restart);
    }

    private synchronized void restart() {
        if (stopping) {
            return;
        }
        try {
            process = builder.start();
            watch(process);
        } catch (IOException e) {
            report.println("lux up: " + name + " can't be started: " + e.getMessage());
        }
    }

    /** Done when it is ready for the first time; fails when it ends before. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** For one that does not say so itself: from now on it is started again when it ends. */
    void isReady() {
        ready.complete(null);
    }

    /** SIGTERM, and no start any more. */
    synchronized void terminate() {
        stopping = true;
        process.destroy();
    }

    /** Waits for the end, and enforces it when the time is over. Returns whether it was a clean one. */
    boolean awaitEnd(long nanos) {
        Process last;
        synchronized (this) {
            last = process;
        }
        try {
            if (last.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.destroyForcibly();
        report.println("lux up: " + name + " did not stop in time and was killed");
        return false;
    }
}
