package dev.lux.harness.bench;

import dev.lux.harness.bench.load.BenchClock;
import dev.lux.harness.bench.load.Payload;
import dev.lux.harness.bench.load.Subscribers;
import dev.lux.harness.bench.load.WritePlan;
import dev.lux.harness.bench.load.Writers;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a subscribed socket costs to which nothing is sent. */
final class Idle implements Single {
    private static final Duration OPEN = Duration.ofMinutes(2);

    private final int sockets;
    private final Duration calm;

    /** @param calm by then, what opening sockets left to do is done */
    Idle(int sockets, Duration calm) {
        this.sockets = sockets;
        this.calm = calm;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        try (Server server = kind.startForMemory(cores, 1, payload.length());
                Writers writers = Writers.open(server.writer(), 1, 1, payload, clock)) {
            writers.run(new WritePlan(1, 10, Duration.ofMillis(100)));
            try (Subscribers first = Subscribers.open(server.subscriber(), sockets / 10, 1, payload, clock, OPEN)) {
                // What the first sockets need, as classes and buffers, is no socket's own.
                first.throwFailure();
            }
            rest(calm);
            double alone = cpuMicrosPerSecond(server, time);
            long before = server.memoryBytes();
            try (Subscribers all = Subscribers.open(server.subscriber(), sockets, 1, payload, clock, OPEN)) {
                rest(calm);
                long bytes = server.memoryBytes() - before;
                double with = cpuMicrosPerSecond(server, time);
                all.throwFailure();
                return List.of(
                        new Figure("memory per socket", "KiB", bytes / 1024.0 / sockets),
                        new Figure("CPU without sockets, per second", "us", alone),
                        new Figure("CPU per socket and second", "us", (with - alone) / sockets));
            }
        }
    }

    /** After a rest. */
    static double cpuMicrosPerSecond(Server server, Duration calm, Duration time)
            throws IOException, InterruptedException {
        rest(calm);
        return cpuMicrosPerSecond(server, time);
    }

    private static double cpuMicrosPerSecond(Server server, Duration time) throws IOException, InterruptedException {
        long cpu = ProcessorTime.nanos(server.pids());
        long since = System.nanoTime();
        rest(time);
        return (ProcessorTime.nanos(server.pids()) - cpu) / 1e3 / ((System.nanoTime() - since) / 1e9);
    }

    private static void rest(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
