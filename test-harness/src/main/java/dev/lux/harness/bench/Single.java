package dev.lux.harness.bench;

import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is measured of a server beside its loads: a few figures, each time of a server that was started for them. */
interface Single {
    /**
     * @param time how long what takes time is measured
     * @return the same figures for every server and every time
     * @throws IOException when the server did not do what was asked of it
     */
    List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException;
}
