package dev.lux.harness.hostile;

import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes one document again and again, on a thread of its own, and remembers when each write was answered. */
final class SteadyWriter implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final String id;
    private final Client client;
    private final Thread thread;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final List<Ack> acks = Collections.synchronizedList(new ArrayList<>());
    private volatile long newest;

    /**
     * One write that was answered.
     *
     * @param dueNanos when it was to be sent, which is earlier than when it was on a machine that lets this thread wait
     */
    record Ack(long dueNanos, long endedNanos) {
        long nanos() {
            return endedNanos - dueNanos;
        }

        boolean overlaps(Ack other) {
            return dueNanos < other.endedNanos && other.dueNanos < endedNanos;
        }
    }

    SteadyWriter(Target target, String id) throws IOException {
        this.id = id;
        this.client = new Client(target);
        this.thread = new Thread(this::write, "writer-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        try {
            long due = System.nanoTime() + PERIOD.toNanos();
            while (!end.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                Reply reply = client.put(id, String.format("\"%09d\"", acks.size()));
                long ended = System.nanoTime();
                if (!reply.ok()) {
                    violations.add(id + "'s write was answered " + reply);
                    return;
                }
                newest = reply.version();
                acks.add(new Ack(due, ended));
                due = ended + PERIOD.toNanos();
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            violations.add(id + "'s write was not answered: " + e);
        }
    }

    /** Lets the last write be answered and ends. */
    void end() {
        end.countDown();
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** The version of the last write that was answered. */
    long newest() {
        return newest;
    }

    List<Ack> acks() {
        return List.copyOf(acks);
    }

    /** How long the slowest of the writes that were under way during {@code ack} took. */
    long slowestDuring(Ack ack) {
        return acks().stream().filter(ack::overlaps).mapToLong(Ack::nanos).max().orElse(0);
    }

    /** Median, 99th percentile and maximum. */
    String summary() {
        long[] sorted = acks().stream().mapToLong(Ack::nanos).sorted().toArray();
        if (sorted.length == 0) {
            return "no acks";
        }
        return String.format(
                "ack p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    @Override
    public void close() {
        end();
        client.close();
    }
}
