package dev.lux.harness.bench;

import dev.lux.harness.bench.load.BenchClock;
import dev.lux.harness.bench.load.Intruders;
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

/** Operators at work, while others without a credential connect and are refused, and hold half-open connections. */
final class UnderAttack implements Single {
    private static final int OPERATORS = 200;
    private static final int DOCUMENTS = 20;
    private static final int WRITES_PER_SECOND = 20;
    private static final int CONNECTIONS = 10;
    private static final Duration OPEN = Duration.ofMinutes(1);

    private final int perSecond;
    private final int halfOpen;
    private final Duration firstWarmUp;
    private final Duration warmUp;

    /**
     * @param perSecond connections that are refused
     * @param halfOpen connections that say nothing more
     * @param firstWarmUp of a server that has just started
     */
    UnderAttack(int perSecond, int halfOpen, Duration firstWarmUp, Duration warmUp) {
        this.perSecond = perSecond;
        this.halfOpen = halfOpen;
        this.firstWarmUp = firstWarmUp;
        this.warmUp = warmUp;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        try (Server server = kind.start(cores, DOCUMENTS, payload.length());
                Subscribers operators =
                        Subscribers.open(server.subscriber(), OPERATORS, DOCUMENTS, payload, clock, OPEN);
                Writers writers = Writers.open(server.writer(), CONNECTIONS, DOCUMENTS, payload, clock)) {
            double alone = p99(writers, operators, firstWarmUp, time);
            try (Intruders intruders = Intruders.begin(server.subscriber().address(0), perSecond, halfOpen)) {
                writers.run(new WritePlan(DOCUMENTS, WRITES_PER_SECOND, firstWarmUp));
                long refused = intruders.refused();
                long failed = intruders.failed();
                long began = System.nanoTime();
                double attacked = p99(writers, operators, warmUp, time);
                double seconds = (System.nanoTime() - began) / 1e9;
                operators.throwFailure();
                return List.of(
                        new Figure("p99 of the operators, alone", "ms", alone),
                        new Figure("p99 of the operators, meanwhile", "ms", attacked),
                        new Figure("refused a second", "", (intruders.refused() - refused) / seconds),
                        new Figure("not refused, or not connected", "", intruders.failed() - failed));
            }
        }
    }

    private static double p99(Writers writers, Subscribers operators, Duration warm, Duration time)
            throws IOException, InterruptedException {
        writers.run(new WritePlan(DOCUMENTS, WRITES_PER_SECOND, warm));
        operators.onLoop(operators.deliveries()::begin);
        Writers.Result result = writers.run(new WritePlan(DOCUMENTS, WRITES_PER_SECOND, time));
        if (result.refused() > 0) {
            throw new IOException(result.refused() + " writes were refused, the last with " + result.refusal());
        }
        operators.throwFailure();
        return operators.deliveries().latency().getValueAtPercentile(99) / 1e3;
    }
}
