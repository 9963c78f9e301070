package dev.lux.harness.bench;

import dev.lux.harness.bench.load.BenchClock;
import dev.lux.harness.bench.load.Payload;
import dev.lux.harness.bench.load.WritePlan;
import dev.lux.harness.bench.load.Writers;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One document is written all the time from everywhere; others are written now and then. */
final class HotDocument implements Single {
    private static final int CONNECTIONS = 64;
    private static final int NEIGHBOURS = 100;
    private static final int PER_SECOND_OF_NEIGHBOURS = 200;

    private final int perSecond;
    private final Duration warmUp;

    /** @param perSecond writes of the one */
    HotDocument(int perSecond, Duration warmUp) {
        this.perSecond = perSecond;
        this.warmUp = warmUp;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        try (Server server = kind.start(cores, NEIGHBOURS, payload.length());
                Writers neighbours = Writers.open(server.writer(), CONNECTIONS, NEIGHBOURS, payload, clock);
                Writers hot = Writers.open(server.writerOfOne(CONNECTIONS), CONNECTIONS, CONNECTIONS, payload, clock)) {
            WritePlan calm = new WritePlan(NEIGHBOURS, PER_SECOND_OF_NEIGHBOURS, warmUp);
            neighbours.run(calm);
            hot.run(new WritePlan(CONNECTIONS, perSecond, warmUp));
            WritePlan measured = new WritePlan(NEIGHBOURS, PER_SECOND_OF_NEIGHBOURS, time);
            Writers.Result alone = neighbours.run(measured);
            Writers.Running heat = hot.begin(new WritePlan(CONNECTIONS, perSecond, time));
            Writers.Result beside = neighbours.run(measured);
            Writers.Result ofHot = heat.await();
            return List.of(
                    new Figure("writes of the one, answered", "1/s", ofHot.writes() / (time.toMillis() / 1e3)),
                    new Figure("p99 of its answers", "ms", p99(ofHot)),
                    new Figure("writes refused, of all", "", alone.refused() + beside.refused() + ofHot.refused()),
                    new Figure("p99 of the neighbours' answers, alone", "ms", p99(alone)),
                    new Figure("p99 of the neighbours' answers, beside it", "ms", p99(beside)));
        }
    }

    private static double p99(Writers.Result result) {
        return result.latency().getValueAtPercentile(99) / 1e3;
    }
}
