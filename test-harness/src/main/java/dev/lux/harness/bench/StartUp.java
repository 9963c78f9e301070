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

/** From the start of a process to its answer to a first write; on all cores, for there is no other load. */
final class StartUp implements Single {
    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        long began = System.nanoTime();
        try (Server server = kind.start(cores.together(), 1, payload.length());
                Writers writers = Writers.open(server.writer(), 1, 1, payload, new BenchClock())) {
            double up = (System.nanoTime() - began) / 1e9;
            Writers.Result result = writers.run(new WritePlan(1, 1_000, Duration.ofMillis(1)));
            double seconds = (System.nanoTime() - began) / 1e9;
            if (result.refused() > 0) {
                throw new IOException("the first write was refused with " + result.refusal());
            }
            return List.of(
                    new Figure("until it listens", "s", up), new Figure("until a write is answered", "s", seconds));
        }
    }
}
