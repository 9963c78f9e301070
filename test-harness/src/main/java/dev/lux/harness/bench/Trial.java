package dev.lux.harness.bench;

import dev.lux.harness.bench.load.BenchClock;
import dev.lux.harness.bench.load.Payload;
import dev.lux.harness.bench.load.Subscribers;
import dev.lux.harness.bench.load.WritePlan;
import dev.lux.harness.bench.load.Writers;
import dev.lux.harness.bench.peer.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One server under one load. */
final class Trial {
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    /** Behind by so much when the last write was due, a server is given no higher rate. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final int FIRST_PER_SECOND = 2_000;

    private final Server server;
    private final Setup setup;
    private final BenchClock clock = new BenchClock();

    private Trial(Server server, Setup setup) {
        this.server = server;
        this.setup = setup;
    }

    /** @throws IOException when the server did not do its work at all */
    static Outcome run(Server server, Setup setup) throws IOException, InterruptedException {
        return new Trial(server, setup).run();
    }

    /**
     * Puts a server under a load of which nothing counts: clients come, and go.
     *
     * @return whether it kept up
     */
    static boolean warmUp(Server server, Setup setup) throws IOException, InterruptedException {
        return new Trial(server, setup).underLoad((subscribers, writers, keptUp) -> keptUp);
    }

    private Outcome run() throws IOException, InterruptedException {
        return underLoad((subscribers, writers, keptUp) -> {
            settle(subscribers, writers);
            subscribers.onLoop(subscribers.deliveries()::begin);
            return measure(writers, subscribers);
        });
    }

    /** What is done with clients that have warmed the server up. */
    private interface Warm<T> {
        T with(Subscribers subscribers, Writers writers, boolean keptUp) throws IOException, InterruptedException;
    }

    private <T> T underLoad(Warm<T> then) throws IOException, InterruptedException {
        Payload payload = new Payload(setup.documentBytes());
        // The sockets first: a server may close a connection on which no request comes for a while.
        try (Subscribers subscribers = Subscribers.open(
                        server.subscriber(), setup.sockets(), setup.documents(), payload, clock, OPEN);
                Writers writers =
                        Writers.open(server.writer(), setup.connections(), setup.documents(), payload, clock)) {
            double perSecond = Math.min(FIRST_PER_SECOND, setup.perSecond());
            writers.run(new WritePlan(
                    setup.documents(), perSecond, Duration.ofNanos(Math.round(setup.documents() * 1e9 / perSecond))));
            long late = System.nanoTime() + setup.warmUp().plus(LATE).toNanos();
            writers.run(setup.plan(setup.warmUp()));
            return then.with(subscribers, writers, System.nanoTime() < late);
        }
    }

    private Outcome measure(Writers writers, Subscribers subscribers) throws IOException, InterruptedException {
        List<Long> load = List.of(ProcessHandle.current().pid());
        long started = System.nanoTime();
        long server0 = ProcessorTime.nanos(server.pids());
        long load0 = ProcessorTime.nanos(load);
        Writers.Result written = writers.run(setup.plan(setup.time()));
        if (written.refused() > 0) {
            throw new IOException(written.refused() + " writes were refused, the last with " + written.refusal());
        }
        long stale = settle(subscribers, writers);
        long serverNanos = ProcessorTime.nanos(server.pids()) - server0;
        long loadNanos = ProcessorTime.nanos(load) - load0;
        double took = System.nanoTime() - started;
        subscribers.throwFailure();
        var latency = subscribers.deliveries().latency();
        return new Outcome(
                written.writes(),
                setup.offered(),
                subscribers.deliveries().counts(),
                stale,
                serverNanos,
                serverNanos / took,
                loadNanos / took,
                written.latency().getValueAtPercentile(50),
                written.latency().getValueAtPercentile(99),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getMaxValue());
    }

    private static long settle(Subscribers subscribers, Writers writers) throws InterruptedException {
        return settle(subscribers, writers, SETTLE);
    }

    /** Waits until every socket has everything. @return how many states were missing at last; 0 is right */
    static long settle(Subscribers subscribers, Writers writers, Duration atMost) throws InterruptedException {
        int[] newest = writers.newest();
        AtomicLong stale = new AtomicLong();
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            TimeUnit.MILLISECONDS.sleep(50);
            subscribers.onLoop(() -> stale.set(subscribers.deliveries().stale(newest)));
        } while (stale.get() > 0 && System.nanoTime() < deadline);
        return stale.get();
    }
}
