package dev.lux.harness.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * All workers, carried by a few threads that send the heartbeats that are due as several writes of one request. A
 * carrier whose node does not answer goes to the next one.
 */
final class Crowd implements AutoCloseable {
    /** Of the broker: LUX_MAX_WRITES_PER_REQUEST is 256. */
    private static final int PER_REQUEST = 200;

    private static final long PAUSE_MILLIS = 100;

    private final List<LuxHttp> nodes;
    private final List<Worker> workers;
    private final long leaseNanos;
    private final String lease;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong renewals = new AtomicLong();
    private volatile boolean closing;

    Crowd(List<LuxHttp> nodes, List<Worker> workers, LeasePlan plan) {
        this.nodes = List.copyOf(nodes);
        this.workers = List.copyOf(workers);
        this.leaseNanos = plan.lease().toNanos();
        this.lease = plan.lease().toMillis() + "ms";
    }

    /** Every worker takes its lease, then carriers keep them. */
    void begin(int carriers) {
        List<List<Worker>> shares = new ArrayList<>();
        int share = (workers.size() + carriers - 1) / carriers;
        for (int from = 0; from < workers.size(); from += share) {
            shares.add(workers.subList(from, Math.min(workers.size(), from + share)));
        }
        for (int i = 0; i < shares.size(); i++) {
            List<Worker> mine = shares.get(i);
            int first = i;
            Thread thread = new Thread(() -> carry(mine, first), "carrier-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            take(mine, first);
        }
        threads.forEach(Thread::start);
    }

    /** How many renewals were acknowledged. */
    long renewals() {
        return renewals.get();
    }

    /** What no worker should be told. */
    List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }

    private void take(List<Worker> some, int node) {
        for (int from = 0; from < some.size(); from += PER_REQUEST) {
            List<Worker> part = some.subList(from, Math.min(some.size(), from + PER_REQUEST));
            long sent = System.nanoTime();
            JsonNode results = send(
                    part,
                    node,
                    worker -> "{\"id\":\"" + worker.id() + "\",\"data\":{\"progress\":1},\"lease\":\"" + lease + "\"}");
            for (int i = 0; i < part.size(); i++) {
                String holder = results.path(i).path("holder").asText();
                if (holder.isEmpty()) {
                    throw new IllegalStateException("no lease: " + results.path(i));
                }
                part.get(i).took(holder, sent, leaseNanos);
            }
        }
    }

    private void carry(List<Worker> mine, int first) {
        int node = first;
        while (!closing) {
            try {
                List<Worker> due = new ArrayList<>();
                long now = System.nanoTime();
                for (Worker worker : mine) {
                    if (due.size() < PER_REQUEST && worker.isDue(now)) {
                        due.add(worker);
                    }
                }
                if (due.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } else {
                    beat(due, node);
                }
            } catch (UncheckedIOException e) {
                node++;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void beat(List<Worker> due, int node) {
        long sent = System.nanoTime();
        JsonNode results = send(
                due,
                node,
                worker -> "{\"type\":\"heartbeat\",\"id\":\"" + worker.id() + "\",\"holder\":\"" + worker.holder()
                        + "\"}");
        for (int i = 0; i < due.size(); i++) {
            JsonNode result = results.path(i);
            int status = result.path("status").asInt();
            if (status == 200) {
                due.get(i).acknowledged(sent, leaseNanos);
                renewals.incrementAndGet();
            } else if (status != 503) {
                violations.add(due.get(i).id() + " was answered " + result);
            }
        }
    }

    /** One text for each worker makes its write. */
    private interface ToWrite {
        String of(Worker worker);
    }

    private JsonNode send(List<Worker> some, int node, ToWrite write) {
        String writes = some.stream().map(write::of).collect(Collectors.joining(",", "[", "]"));
        Reply reply = nodes.get(node % nodes.size()).batch(writes);
        return reply.json().path("results");
    }

    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
