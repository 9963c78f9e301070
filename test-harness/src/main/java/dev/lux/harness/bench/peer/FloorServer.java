package dev.lux.harness.bench.peer;

import dev.lux.harness.Programs;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import dev.lux.harness.client.Await;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code floor.c}: a loop that sends and does nothing else; no server can cost less. */
final class FloorServer implements Server {
    private final Program program;
    private final int port;

    private FloorServer(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    static Server start(Cores cores, int documentBytes) throws IOException {
        Path folder = Program.folder("floor");
        try (InputStream source = FloorServer.class.getResourceAsStream("/bench/floor.c")) {
            if (source == null) {
                throw new IOException("no /bench/floor.c");
            }
            Files.copy(source, folder.resolve("floor.c"));
        }
        String binary = folder.resolve("floor").toString();
        Programs.run(List.of(
                Programs.find("cc", "gcc"),
                "-O2",
                "-o",
                binary,
                folder.resolve("floor.c").toString()));
        int port = Program.freePorts(2);
        // A connection to see whether it listens would be a subscriber, or the writer.
        Program program = Program.start(cores, folder, List.of(binary, "" + port, "" + documentBytes));
        if (!Await.until(Duration.ofSeconds(10), () -> isReady(program.output()))) {
            program.close();
            throw new IOException("the floor did not start");
        }
        return new FloorServer(program, port);
    }

    private static boolean isReady(Path output) {
        try {
            return Files.readString(output).startsWith("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public SubscriberTalk subscriber() {
        return new SubscriberTalk(Program.local(port), new byte[0], new byte[0]);
    }

    @Override
    public WriterTalk writer() {
        return new WriterTalk() {
            @Override
            public InetSocketAddress address() {
                return Program.local(port + 1);
            }

            @Override
            public byte[] hello() {
                return new byte[0];
            }

            @Override
            public void write(ByteBuf out, int document, byte[] payload) {
                out.writeBytes(payload);
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
