package dev.lux.harness.bench;

import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What documents cost that will run out, while nothing happens: the same ones are measured without, then with a ttl. */
final class ArmedDeadlines implements Single {
    /** Of the broker: LUX_MAX_WRITES_PER_REQUEST is 256. */
    private static final int PER_REQUEST = 250;

    private final int documents;
    private final Duration calm;

    /** @param calm by then, what writing them left to do is done */
    ArmedDeadlines(int documents, Duration calm) {
        this.documents = documents;
        this.calm = calm;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        try (Server server = kind.startRoomy(cores)) {
            LuxHttp client = new LuxHttp(server.url(), Launch.KEY);
            write(client, "");
            double without = Idle.cpuMicrosPerSecond(server, calm, time);
            write(client, ",\"ttl\":\"1d\"");
            double with = Idle.cpuMicrosPerSecond(server, calm, time);
            return List.of(
                    new Figure("documents", "", documents),
                    new Figure("CPU per second, none runs out", "us", without),
                    new Figure("CPU per second, each runs out in a day", "us", with));
        }
    }

    private void write(LuxHttp client, String also) throws IOException {
        for (int from = 0; from < documents; from += PER_REQUEST) {
            StringBuilder writes = new StringBuilder("[");
            for (int i = from; i < Math.min(documents, from + PER_REQUEST); i++) {
                writes.append(i == from ? "" : ",")
                        .append("{\"id\":\"armed-")
                        .append(i)
                        .append("\",\"data\":")
                        .append(i);
                writes.append(also).append('}');
            }
            Reply reply = client.batch(writes.append(']').toString());
            if (!reply.ok()
                    || reply.body().contains("\"status\":4")
                    || reply.body().contains("\"status\":5")) {
                throw new IOException("not written: " + reply);
            }
        }
        String total = client.list("match=armed-*&limit=1").body();
        if (!total.contains("\"total\":" + documents)) {
            throw new IOException("not all are there: " + total);
        }
    }
}
