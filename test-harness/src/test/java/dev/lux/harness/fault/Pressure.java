package dev.lux.harness.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Clients of some nodes of a cluster while it is broken: writers that raise counters under a condition or replace
 * documents, each asking again until it is answered, and subscribers. Ends by itself after {@link #LONGEST}.
 */
final class Pressure implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** Between two writes of one writer: processes that start need the machine too. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int COUNTERS = 16;
    private static final int WRITERS_PER_NODE = 3;

    private final String prefix;
    private final long endNanos = System.nanoTime() + LONGEST.toNanos();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> perhaps = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong acks = new AtomicLong();
    private final AtomicLong unknowns = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile long waitsSinceNanos = Long.MIN_VALUE;
    private volatile Isolation isolation = new Isolation(Set.of(), 0);
    private volatile Set<String> apart = Set.of();
    private volatile boolean ending;

    /** Nodes that must decide nothing that they are asked after this moment. */
    private record Isolation(Set<String> nodes, long sinceNanos) {}

    private Pressure(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Clients that stay with their node, whatever it answers.
     *
     * @param prefix of the ids, which nobody else uses
     */
    static Pressure on(String prefix, List<Node> nodes) throws IOException {
        return start(prefix, nodes, List::of);
    }

    /** Clients that go from one node to the next, as behind a balancer. */
    static Pressure roaming(String prefix, List<Node> nodes) throws IOException {
        return start(prefix, nodes, first -> {
            List<Node> turned = new ArrayList<>(nodes.subList(nodes.indexOf(first), nodes.size()));
            turned.addAll(nodes.subList(0, nodes.indexOf(first)));
            return turned;
        });
    }

    private static Pressure start(String prefix, List<Node> nodes, Function<Node, List<Node>> reach)
            throws IOException {
        Pressure pressure = new Pressure(prefix);
        nodes.forEach(node -> pressure.followers.add(new Follower(prefix, reach.apply(node), 0)));
        for (Node node : nodes) {
            for (int i = 0; i < WRITERS_PER_NODE; i++) {
                String name = node.name() + "-" + i;
                boolean conditional = i % 2 == 0;
                Caller caller = new Caller(reach.apply(node), 0);
                Thread thread = new Thread(() -> pressure.write(caller, name, conditional), "writer-" + name);
                thread.setDaemon(true);
                thread.start();
                pressure.threads.add(thread);
            }
        }
        if (!Await.until(SOON, LOOK, () -> pressure.followers.stream().allMatch(Follower::isSynced))) {
            pressure.close();
            throw new IOException("not synced: " + pressure.followers + ", with " + pressure.acks + " writes and "
                    + pressure.unknowns + " unknown; " + said(nodes));
        }
        return pressure;
    }

    private static List<String> said(List<Node> nodes) {
        return nodes.stream().map(node -> node.http().get("_cluster").body()).toList();
    }

    private boolean goesOn() {
        return !ending && System.nanoTime() < endNanos;
    }

    private void write(Caller caller, String name, boolean conditional) {
        for (int n = 0; goesOn(); n++) {
            long started = System.nanoTime();
            boolean reached = conditional
                    ? count(caller, prefix + "counter-" + Math.floorMod(name.hashCode() + n, COUNTERS))
                    : replace(caller, prefix + name + "-" + n % 50, n);
            // Who stays with a node that has no quorum waits for as long as that lasts.
            if (reached) {
                long waiting = Math.max(started, waitsSinceNanos);
                longestNanos.accumulateAndGet(System.nanoTime() - waiting, Math::max);
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    /** @return whether its node could reach a quorum all the while */
    private boolean replace(Caller caller, String id, int content) {
        boolean reached = true;
        while (goesOn()) {
            reached &= !isApart(caller);
            Reply reply = ask(caller, http -> http.put(id, Integer.toString(content)));
            reached &= !isApart(caller);
            if (reply != null && reply.ok()) {
                acks.incrementAndGet();
                acknowledged.merge(id, reply.version(), Math::max);
                return reached;
            }
        }
        return false;
    }

    /** One step of a counter; a step that was refused because another came first is no step. */
    private boolean count(Caller caller, String id) {
        AtomicLong open = perhaps.computeIfAbsent(id, first -> new AtomicLong());
        boolean reached = true;
        while (goesOn()) {
            long least = acknowledged.getOrDefault(id, 0L);
            reached &= !isApart(caller);
            Reply now = ask(caller, http -> http.get(id));
            reached &= !isApart(caller);
            if (now == null || (now.status() != 200 && now.status() != 404)) {
                continue;
            }
            long version = now.status() == 200 ? now.version() : 0;
            if (version < least) {
                violations.add("a read of " + id + " at " + caller.node() + " gave version " + version + " after "
                        + least + " was acknowledged");
            }
            long value = now.status() == 200 ? now.json().path("data").asLong() : 0;
            open.incrementAndGet();
            String step = "{\"data\":" + (value + 1) + ",\"ifVersion\":" + version + "}";
            Reply reply = ask(caller, http -> http.putEnvelope(id, step));
            if (reply == null || reply.code().equals("outcome_unknown")) {
                unknowns.incrementAndGet();
                continue;
            }
            open.decrementAndGet();
            if (reply.ok()) {
                acks.incrementAndGet();
                acknowledged.merge(id, reply.version(), Math::max);
                counted.computeIfAbsent(id, first -> new AtomicLong()).incrementAndGet();
                return reached;
            }
            if (reply.status() == 412) {
                return reached;
            }
        }
        return false;
    }

    private @Nullable Reply ask(Caller caller, Function<LuxHttp, Reply> request) {
        Node node = caller.node();
        long started = System.nanoTime();
        Reply reply = caller.ask(request);
        Isolation now = isolation;
        if (reply != null && reply.status() < 500 && now.nodes.contains(node.name()) && started > now.sinceNanos) {
            violations.add(node + " has no quorum and decided: " + reply);
        }
        return reply;
    }

    private boolean isApart(Caller caller) {
        return apart.contains(caller.node().name());
    }

    /** From now on these nodes are apart: what is asked of them takes as long as it takes. */
    void apart(Set<String> nodes) {
        apart = nodes;
    }

    /** From now on these nodes must decide nothing that they were not asked before; nobody: all may. */
    void mute(Set<String> nodes) {
        isolation = new Isolation(nodes, System.nanoTime());
    }

    /** How many writes were acknowledged so far. */
    long acks() {
        return acks.get();
    }

    /** Returns when so many more writes were acknowledged. */
    void awaitAcks(long more) throws IOException {
        long from = acks.get();
        if (!Await.until(SOON, LOOK, () -> acks.get() >= from + more)) {
            throw new IOException((acks.get() - from) + " writes in " + SOON + ", not " + more);
        }
    }

    List<Follower> followers() {
        return followers;
    }

    /** The longest that one write waited until it was settled, retries included. */
    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    void forgetLongest() {
        longestNanos.set(0);
    }

    /** Something else is broken now: writes that wait have until now waited for what was broken before. */
    void waitsBeginAgain() {
        waitsSinceNanos = System.nanoTime();
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
        LuxHttp http = reader.http();
        for (String id : acknowledged.keySet()) {
            last.put(id, http.get(id));
        }
        last.forEach(this::checkLast);
        for (Follower follower : followers) {
            if (!Await.until(current, LOOK, () -> follower.behind(last).isEmpty())) {
                violations.add(follower + " is behind in " + follower.behind(last) + " and "
                        + follower.catchesUp(last, SOON) + "; " + said(List.of(follower.node())));
            }
            violations.addAll(follower.violations());
            violations.addAll(follower.resets());
        }
        System.out.printf(
                "  %d writes acknowledged, %d unknown; longest %d ms; %d documents, %d subscribers%n",
                acks.get(), unknowns.get(), longest().toMillis(), last.size(), followers.size());
        return List.copyOf(violations);
    }

    /**
     * Waits until the node answers for every document.
     *
     * @return whether it did in time
     */
    boolean awaitAnswers(Node reader, Duration atMost) {
        LuxHttp http = reader.http();
        return Await.until(
                atMost,
                LOOK,
                () -> acknowledged.keySet().stream().allMatch(id -> http.get(id).status() != 503));
    }

    private void checkLast(String id, Reply reply) {
        long acked = acknowledged.getOrDefault(id, 0L);
        if (reply.status() != 200 || reply.version() < acked) {
            violations.add("the acknowledged version " + acked + " of " + id + " is lost: " + reply);
        }
        AtomicLong steps = counted.get(id);
        if (steps != null) {
            JsonNode value = reply.json().path("data");
            long most = steps.get() + perhaps.getOrDefault(id, new AtomicLong()).get();
            if (value.asLong() < steps.get() || value.asLong() > most) {
                violations.add(id + " is at " + value + " after " + steps + " acknowledged steps and at most " + most);
            }
        }
    }

    @Override
    public void close() {
        ending = true;
        followers.forEach(Follower::close);
    }
}
