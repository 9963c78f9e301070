package dev.lux.harness.hostile;

import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** One well-behaved writer and one subscriber, who must not notice the attack. The writer is a thread of its own. */
final class Bystander implements AutoCloseable {
    private static final String ID = "bystander";
    private static final Duration PERIOD = Duration.ofMillis(50);
    /** The attackers, and whatever else runs, share the machine: this tells a stall from a busy processor. */
    private static final Duration NOTICED = Duration.ofSeconds(15);

    private final LuxHttp http;
    private final Watcher watcher;
    private final Thread writer;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final Histogram acks = new Histogram(3);
    private volatile long newest;
    private final AtomicInteger writes = new AtomicInteger();

    Bystander(Target target) throws IOException {
        this.http = new LuxHttp(target.url(), target.key());
        this.watcher = new Watcher(
                "bystander", LuxSocket.open(target.url(), target.key(), "/api/lux/stream/" + ID), 1, frame -> {});
        watcher.awaitSynced(Duration.ofSeconds(10));
        this.writer = new Thread(this::write, "bystander-writer");
        writer.setDaemon(true);
        writer.start();
    }

    private void write() {
        try {
            while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                long started = System.nanoTime();
                Reply reply = http.put(ID, writes.toString());
                acks.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started));
                if (!reply.ok()) {
                    violations.add("the bystander's write was answered " + reply);
                    return;
                }
                newest = reply.version();
                writes.incrementAndGet();
            }
        } catch (RuntimeException | InterruptedException e) {
            violations.add("the bystander's writer failed: " + e);
        }
    }

    /** Ends it; returns what it noticed. */
    List<String> end() {
        end.countDown();
        try {
            writer.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> all = new ArrayList<>(violations);
        boolean current = Await.until(Duration.ofSeconds(1), () -> {
            Long seen = watcher.version(ID);
            return seen != null && seen == newest;
        });
        if (!current) {
            all.add("the bystander's subscriber is at " + watcher.version(ID) + ", newest " + newest);
        }
        all.addAll(watcher.violations());
        if (acks.getMaxValue() > NOTICED.toNanos() / 1_000) {
            all.add("the bystander waited " + acks.getMaxValue() / 1_000 + " ms for an ack");
        }
        return all;
    }

    String summary() {
        return String.format(
                "bystander: %d writes, ack p50 %.1f ms, p99 %.1f ms, max %.1f ms; %d frames seen",
                writes.get(),
                acks.getValueAtPercentile(50) / 1e3,
                acks.getValueAtPercentile(99) / 1e3,
                acks.getMaxValue() / 1e3,
                watcher.frames());
    }

    @Override
    public void close() {
        end.countDown();
        watcher.close();
    }
}
