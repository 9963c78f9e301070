package dev.lux.harness.hostile;

import dev.lux.harness.broker.ProcessView;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The attack: a warm-up, the memory before, all families at once, the memory after. */
public final class HostileRun {
    /** Live heap after minus before: noise of collections and metrics, not requests. */
    private static final long HEAP_BOUND_BYTES = 12L << 20;

    /** What the harness's own HTTP clients keep open for a next request. */
    private static final int KEPT_SOCKETS = 2;

    private static final Duration DEADLINE = Duration.ofMinutes(30);

    private final Plan plan;
    private final Target target;
    private final Kinds kinds;
    private final PrintStream out;
    private final Tally tally = new Tally();

    /**
     * @param requests how many; scenarios, which take long, are at most a few hundred of them
     * @param seed chooses the attacks of each thread; their interleaving is the machine's
     */
    public record Plan(URI url, String key, long seed, long requests) {}

    /** @param violations empty when the broker held */
    public record Report(long requests, List<String> violations, Duration took) {}

    private HostileRun(Plan plan, PrintStream out) {
        this.plan = plan;
        this.target = new Target(plan.url(), plan.key());
        this.kinds = Kinds.against(target);
        this.out = out;
    }

    /** @param view of the broker's process when it runs on this machine, for memory and sockets; else null */
    public static Report run(Plan plan, @Nullable ProcessView view, PrintStream out) throws IOException {
        return new HostileRun(plan, out).run(view);
    }

    private Report run(@Nullable ProcessView view) throws IOException {
        out.printf("hostile: seed %d, %d requests%n", plan.seed(), plan.requests());
        long started = System.nanoTime();
        List<String> violations = new ArrayList<>();
        Controls controls = new Controls(target);
        attack(Math.min(plan.requests() / 10, 5_000), plan.seed() ^ 0x5eed);
        long socketsBefore = view == null ? 0 : view.openSockets();
        long heapBefore = view == null ? 0 : view.liveHeapBytes();
        long residentBefore = view == null ? 0 : view.residentBytes();
        try (Bystander bystander = new Bystander(target)) {
            attack(plan.requests(), plan.seed());
            violations.addAll(bystander.end());
            out.println("  " + bystander.summary());
        }
        if (view != null) {
            Await.until(Duration.ofSeconds(20), () -> sockets(view) <= socketsBefore + KEPT_SOCKETS);
            long sockets = view.openSockets();
            long heap = view.liveHeapBytes();
            out.printf(
                    "  live heap %d KB before, %d KB after; resident %d MB before, %d MB after; sockets %d before, %d after%n",
                    heapBefore >> 10,
                    heap >> 10,
                    residentBefore >> 20,
                    view.residentBytes() >> 20,
                    socketsBefore,
                    sockets);
            if (heap - heapBefore > HEAP_BOUND_BYTES) {
                violations.add("the live heap has grown by " + ((heap - heapBefore) >> 10) + " KB");
            }
            if (sockets > socketsBefore + KEPT_SOCKETS) {
                violations.add("open sockets have grown from " + socketsBefore + " to " + sockets);
            }
        }
        violations.addAll(controls.end());
        tally.print(out);
        violations.addAll(0, tally.violations());
        violations.forEach(violation -> out.println("  VIOLATION " + violation));
        return new Report(tally.total(), violations, Duration.ofNanos(System.nanoTime() - started));
    }

    private static long sockets(ProcessView view) {
        try {
            return view.openSockets();
        } catch (IOException gone) {
            return 0;
        }
    }

    private void attack(long requests, long seed) throws IOException {
        List<Lane> lanes = new ArrayList<>();
        long scenarios = Math.min(requests / 200, 240);
        long socketBreakers = requests / 50;
        long breakers = requests * 6 / 100;
        long messages = requests / 4;
        BooleanSupplier moreRequests = work(requests - scenarios - socketBreakers - breakers - messages);
        BooleanSupplier moreMessages = work(messages);
        BooleanSupplier moreBreakers = work(breakers);
        BooleanSupplier moreSocketBreakers = work(socketBreakers);
        BooleanSupplier moreScenarios = work(scenarios);
        for (int i = 0; i < 4; i++) {
            lanes.add(new RequestLane(target, tally, random(seed, lanes), moreRequests, kinds.requests()));
        }
        // Some connections are only ended after a second, so that their answer arrives: these lanes mostly wait.
        for (int i = 0; i < 16; i++) {
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreBreakers, kinds.breakers()));
        }
        for (int i = 0; i < 2; i++) {
            lanes.add(new MessageLane(target, tally, random(seed, lanes), moreMessages, kinds.messages()));
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreSocketBreakers, kinds.socketBreakers()));
        }
        // Scenarios mostly wait, so there are many of them at a time.
        for (int i = 0; i < 40; i++) {
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreScenarios, kinds.scenarios()));
        }
        runAll(lanes);
    }

    private static Random random(long seed, List<Lane> lanes) {
        return new Random(seed * 31 + lanes.size());
    }

    private static BooleanSupplier work(long pieces) {
        AtomicLong left = new AtomicLong(pieces);
        return () -> left.getAndDecrement() > 0;
    }

    private void runAll(List<Lane> lanes) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            lanes.forEach(lane -> running.add(threads.submit(lane)));
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            for (Future<?> lane : running) {
                await(lane, deadline);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void await(Future<?> lane, long deadline) throws IOException {
        while (System.nanoTime() < deadline) {
            try {
                lane.get(10, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException running) {
                out.printf("  %d requests so far%n", tally.total());
            } catch (ExecutionException e) {
                throw new IOException("an attacker failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("the attack is not over after " + DEADLINE);
    }
}
