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
import java.util.concurrent.atomic.AtomicLong;

/** All sockets are cut off and come back at once, while writes go on. */
final class Storm implements Single {
    private static final Duration OPEN = Duration.ofMinutes(2);
    /** More at a time overflow the queue of a server that accepts them one after the other. */
    private static final int AT_ONCE = 1_000;

    /** Each costs as many deliveries as there are sockets. */
    private static final int WRITES_PER_SECOND = 2;

    /** How often all sockets come and go before: a server whose sockets come back has had them. */
    private static final int WARM_UPS = 4;

    private final int most;
    private final Duration writing;

    /**
     * @param most sockets, fewer where a process may not have so many
     * @param writing for how long writes go on from when the sockets begin to come back
     */
    Storm(int most, Duration writing) {
        this.most = most;
        this.writing = writing;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        int sockets = OpenFiles.sockets(most);
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        try (Server server = kind.start(cores, 1, payload.length());
                Writers writers = Writers.open(server.writer(), 1, 1, payload, clock)) {
            writers.run(new WritePlan(1, 10, Duration.ofMillis(100)));
            for (int i = 0; i < WARM_UPS; i++) {
                Subscribers.open(server.subscriber(), sockets, AT_ONCE, 1, payload, clock, OPEN)
                        .close();
            }
            Writers.Running writes = writers.begin(new WritePlan(1, WRITES_PER_SECOND, writing));
            long began = System.nanoTime();
            try (Subscribers back = Subscribers.open(server.subscriber(), sockets, AT_ONCE, 1, payload, clock, OPEN)) {
                awaitCurrent(back, writers);
                double seconds = (System.nanoTime() - began) / 1e9;
                Writers.Result result = writes.await();
                back.throwFailure();
                return List.of(
                        new Figure("sockets", "", sockets),
                        new Figure("until all are current", "s", seconds),
                        new Figure("writes refused meanwhile", "", result.refused()),
                        new Figure(
                                "longest write meanwhile",
                                "ms",
                                result.latency().getMaxValue() / 1e3));
            }
        }
    }

    /** Every socket has what was the newest when it looked. */
    private static void awaitCurrent(Subscribers back, Writers writers) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + OPEN.toNanos();
        AtomicLong without = new AtomicLong(1);
        int[] needed = writers.newest();
        while (without.get() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException(without + " sockets are not current " + OPEN + " after they began to come back");
            }
            back.onLoop(() -> without.set(back.deliveries().below(needed)));
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
