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

/** A tenth of the sockets does not read: what the others notice of it, and what it costs. */
final class SlowSockets implements Single {
    private static final int SOCKETS = 500;
    private static final int SLOW = SOCKETS / 10;
    private static final int DOCUMENTS = 20;
    private static final int DOCUMENT_BYTES = 4_096;
    private static final int PER_SECOND = 40;
    private static final int CONNECTIONS = 10;
    private static final Duration OPEN = Duration.ofMinutes(1);

    private final Duration firstWarmUp;
    private final Duration warmUp;

    /** @param firstWarmUp of a server that has just started */
    SlowSockets(Duration firstWarmUp, Duration warmUp) {
        this.firstWarmUp = firstWarmUp;
        this.warmUp = warmUp;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        try (Server server = kind.startForMemory(cores, DOCUMENTS, DOCUMENT_BYTES);
                Subscribers others =
                        Subscribers.open(server.subscriber(), SOCKETS - SLOW, DOCUMENTS, payload, clock, OPEN);
                Writers writers = Writers.open(server.writer(), CONNECTIONS, DOCUMENTS, payload, clock)) {
            double alone = p99(writers, others, firstWarmUp, time);
            long before = server.memoryBytes();
            try (Subscribers slow = Subscribers.open(server.subscriber(), SLOW, DOCUMENTS, payload, clock, OPEN)) {
                slow.stopReading();
                double beside = p99(writers, others, warmUp, time);
                long bytes = server.memoryBytes() - before;
                others.throwFailure();
                return List.of(
                        new Figure("p99 of the others, without slow ones", "ms", alone),
                        new Figure("p99 of the others, beside slow ones", "ms", beside),
                        new Figure("memory per slow socket", "KiB", bytes / 1024.0 / SLOW));
            }
        }
    }

    private static double p99(Writers writers, Subscribers others, Duration warm, Duration time)
            throws IOException, InterruptedException {
        writers.run(new WritePlan(DOCUMENTS, PER_SECOND, warm));
        others.onLoop(others.deliveries()::begin);
        Writers.Result result = writers.run(new WritePlan(DOCUMENTS, PER_SECOND, time));
        if (result.refused() > 0) {
            throw new IOException(result.refused() + " writes were refused, the last with " + result.refusal());
        }
        return others.deliveries().latency().getValueAtPercentile(99) / 1e3;
    }
}
