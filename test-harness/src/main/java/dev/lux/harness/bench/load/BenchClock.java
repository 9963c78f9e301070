package dev.lux.harness.bench.load;

/** The time of one benchmark's load, in microseconds from its start; it never goes back. */
public final class BenchClock {
    private final long startNanos = System.nanoTime();

    public long micros() {
        return (System.nanoTime() - startNanos) / 1_000;
    }
}
