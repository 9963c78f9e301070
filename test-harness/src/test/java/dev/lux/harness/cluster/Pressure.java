package dev.lux.harness.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of some nodes of a cluster while it is broken: writers that raise counters under a condition or replace
 * documents, each asking again until it is answered, and a subscriber per node. Ends by itself after {@link #LONGEST}.
 */
final class Pressure implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int COUNTERS = 16;
    private static final int WRITERS_PER_NODE = 4;

    private final String prefix;
    private final long endNanos = System.nanoTime() + LONGEST.toNanos();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> perhaps = new ConcurrentHashMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong acks = new AtomicLong();
    private final AtomicLong unknowns = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean ending;

    private Pressure(String prefix) {
        this.prefix = prefix;
    }

    /** @param prefix of the ids, which nobody else uses */
    static Pressure on(String prefix, List<Node> nodes) throws IOException {
        Pressure pressure = new Pressure(prefix);
        for (Node node : nodes) {
            LuxSocket socket = LuxSocket.open(node.url(), Launch.KEY, "/api/lux/stream?match=" + prefix + "*");
            Watcher watcher = new Watcher("watcher at " + node.name(), socket, 1, frame -> {});
            watcher.awaitSynced(Duration.ofSeconds(10));
            pressure.watchers.add(watcher);
        }
        for (Node node : nodes) {
            for (int i = 0; i < WRITERS_PER_NODE; i++) {
                String name = node.name() + "-" + i;
                boolean conditional = i % 2 == 0;
                Thread thread = new Thread(() -> pressure.write(node.http(), name, conditional), "writer-" + name);
                thread.setDaemon(true);
                thread.start();
                pressure.threads.add(thread);
            }
        }
        return pressure;
    }

    private boolean goesOn() {
        return !ending && System.nanoTime() < endNanos;
    }

    private void write(LuxHttp http, String name, boolean conditional) {
        for (int n = 0; goesOn(); n++) {
            long started = System.nanoTime();
            if (conditional) {
                count(http, prefix + "counter-" + Math.floorMod(name.hashCode() + n, COUNTERS));
            } else {
                replace(http, prefix + name + "-" + n % 50, n);
            }
            longestNanos.accumulateAndGet(System.nanoTime() - started, Math::max);
        }
    }

    private void replace(LuxHttp http, String id, int content) {
        while (goesOn()) {
            Reply reply = answer(() -> http.put(id, Integer.toString(content)));
            if (reply != null && reply.ok()) {
                acks.incrementAndGet();
                acknowledged.merge(id, reply.version(), Math::max);
                return;
            }
        }
    }

    /** One step of a counter; a step that was refused because another came first is no step. */
    private void count(LuxHttp http, String id) {
        AtomicLong open = perhaps.computeIfAbsent(id, first -> new AtomicLong());
        while (goesOn()) {
            long least = acknowledged.getOrDefault(id, 0L);
            Reply now = answer(() -> http.get(id));
            if (now == null || (now.status() != 200 && now.status() != 404)) {
                continue;
            }
            long version = now.status() == 200 ? now.version() : 0;
            if (version < least) {
                violations.add(
                        "a read of " + id + " gave version " + version + " after " + least + " was acknowledged");
            }
            long value = now.status() == 200 ? now.json().path("data").asLong() : 0;
            open.incrementAndGet();
            Reply reply =
                    answer(() -> http.putEnvelope(id, "{\"data\":" + (value + 1) + ",\"ifVersion\":" + version + "}"));
            if (reply == null || reply.code().equals("outcome_unknown")) {
                unknowns.incrementAndGet();
                return;
            }
            open.decrementAndGet();
            if (reply.ok()) {
                acks.incrementAndGet();
                acknowledged.merge(id, reply.version(), Math::max);
                counted.computeIfAbsent(id, first -> new AtomicLong()).incrementAndGet();
                return;
            }
            refusals.incrementAndGet();
            if (reply.status() == 412) {
                return;
            }
        }
    }

    private interface Request {
        Reply send();
    }

    /** Null when the connection ended first. */
    private static @org.jspecify.annotations.Nullable Reply answer(Request request) {
        try {
            return request.send();
        } catch (UncheckedIOException ended) {
            return null;
        }
    }

    long acks() {
        return acks.get();
    }

    /** The longest that one write waited until it was settled, retries included. */
    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    void forgetLongest() {
        longestNanos.set(0);
    }

    /** Ends the writers, waits until every subscriber is current, and says what did not hold. */
    List<String> end(Node reader, Duration current) throws IOException {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        Map<String, Reply> last = new TreeMap<>();
        for (String id : acknowledged.keySet()) {
            last.put(id, reader.http().get(id));
        }
        last.forEach(this::checkLast);
        for (Watcher watcher : watchers) {
            boolean reached = Await.until(
                    current,
                    () -> last.entrySet().stream()
                            .allMatch(each ->
                                    Long.valueOf(each.getValue().version()).equals(watcher.version(each.getKey()))));
            if (!reached) {
                violations.add(watcher.name() + " is not current after " + current);
            }
            watcher.violations().forEach(violations::add);
        }
        System.out.printf(
                "  %d writes acknowledged, %d unknown, %d refused; longest %d ms; %d documents, %d watchers%n",
                acks.get(), unknowns.get(), refusals.get(), longest().toMillis(), last.size(), watchers.size());
        return List.copyOf(violations);
    }

    private void checkLast(String id, Reply reply) {
        long acked = acknowledged.get(id);
        if (reply.status() != 200 || reply.version() < acked) {
            violations.add("the acknowledged version " + acked + " of " + id + " is lost: " + reply);
        }
        AtomicLong steps = counted.get(id);
        if (steps != null) {
            JsonNode value = reply.json().path("data");
            long most = steps.get() + perhaps.get(id).get();
            if (value.asLong() < steps.get() || value.asLong() > most) {
                violations.add(id + " is at " + value + " after " + steps + " acknowledged steps and at most " + most);
            }
        }
    }

    @Override
    public void close() {
        ending = true;
        watchers.forEach(Watcher::close);
    }
}
