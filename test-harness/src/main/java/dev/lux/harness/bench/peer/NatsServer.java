package dev.lux.harness.bench.peer;

import dev.lux.harness.Programs;
import dev.lux.harness.bench.load.Frames;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The core of NATS, which keeps nothing, over WebSocket; its text protocol is in the manual's "Client Protocol". */
final class NatsServer implements Server {
    private static final String TOKEN = "bench-token";

    private static final String TEMPLATE = """
            listen: "127.0.0.1:PORT"
            websocket { listen: "127.0.0.1:SOCKETS", no_tls: true }
            authorization { token: "TOKEN" }
            ping_interval: "1h"
            """;

    private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"bench\","
            + "\"version\":\"1\",\"protocol\":1,\"auth_token\":\"" + TOKEN + "\"}\r\n";

    private final Program program;
    private final int port;

    private NatsServer(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    static Server start(Cores cores) throws IOException {
        String nats = Programs.find("nats-server", "nats-server");
        Path folder = Program.folder("nats");
        int port = Program.freePorts(2);
        Path configuration = Files.writeString(
                folder.resolve("nats.conf"),
                TEMPLATE.replace("PORT", "" + port)
                        .replace("SOCKETS", "" + (port + 1))
                        .replace("TOKEN", TOKEN));
        return new NatsServer(
                Program.start(cores, folder, List.of(nats, "-c", configuration.toString()), port, port + 1), port);
    }

    @Override
    public SubscriberTalk subscriber() {
        return new SubscriberTalk(
                Program.local(port + 1),
                Frames.upgrade("/", ""),
                Frames.binary((CONNECT + "SUB bench.* 1\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public WriterTalk writer() {
        return new WriterTalk() {
            @Override
            public InetSocketAddress address() {
                return Program.local(port);
            }

            @Override
            public byte[] hello() {
                return CONNECT.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public void write(ByteBuf out, int document, byte[] payload) {
                out.writeCharSequence(
                        "PUB bench." + document + " " + payload.length + "\r\n", StandardCharsets.US_ASCII);
                out.writeBytes(payload);
                out.writeCharSequence("\r\n", StandardCharsets.US_ASCII);
            }

            @Override
            public boolean isAnswered() {
                return false;
            }
        };
    }

    @Override
    public List<Long> pids() {
        return List.of(program.pid());
    }

    @Override
    public void close() {
        program.close();
    }
}
