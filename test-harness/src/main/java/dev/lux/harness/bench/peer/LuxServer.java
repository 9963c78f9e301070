package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.Frames;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import java.io.IOException;
import java.util.List;

/** This broker, one node, as shipped. */
final class LuxServer implements Server {
    private final BrokerProcess broker;
    private final int documents;

    private LuxServer(BrokerProcess broker, int documents) {
        this.broker = broker;
        this.documents = documents;
    }

    static Server start(Cores cores, int documents) throws IOException {
        return new LuxServer(
                Launch.broker()
                        .within(cores.forServer())
                        .env("LUX_LOG_LEVEL", "WARN")
                        .start(),
                documents);
    }

    private static String authorization() {
        return "Authorization: Bearer " + Launch.KEY + "\r\n";
    }

    @Override
    public SubscriberTalk subscriber() {
        return new SubscriberTalk(
                Program.local(broker.url().getPort()),
                Frames.upgrade("/api/lux/stream?match=bench-*", authorization() + "Sec-WebSocket-Protocol: lux.v1\r\n"),
                new byte[0]);
    }

    @Override
    public WriterTalk writer() {
        return new HttpWriter(
                Program.local(broker.url().getPort()),
                "PUT",
                "/api/lux/",
                authorization(),
                "{\"data\":",
                "}",
                documents);
    }

    @Override
    public List<Long> pids() {
        return List.of(broker.pid());
    }

    @Override
    public void close() {
        broker.close();
    }
}
