package dev.lux.harness.bench.peer;

import dev.lux.harness.Children;
import dev.lux.harness.Repository;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A server's program on the server's cores, in a folder of its own that keeps its configuration and what it prints. */
final class Program implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(15);

    private final Process process;
    private final Path folder;

    private Program(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static Path folder(String name) throws IOException {
        Path folders = Files.createDirectories(Repository.root().resolve("test-harness/target/bench"));
        return Files.createTempDirectory(folders, name + "-");
    }

    /** Starts it and returns when something listens on all these ports. */
    static Program start(Cores cores, Path folder, List<String> command, int... ports) throws IOException {
        List<String> pinned = new ArrayList<>(cores.forServer());
        pinned.addAll(command);
        Process process = Children.start(new ProcessBuilder(pinned)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()));
        Program program = new Program(process, folder);
        for (int port : ports) {
            if (!Await.until(START, () -> !process.isAlive() || accepts(port)) || !process.isAlive()) {
                program.close();
                throw new IOException(
                        String.join(" ", command) + " did not start: " + Files.readString(folder.resolve("output")));
            }
        }
        return program;
    }

    long pid() {
        return process.pid();
    }

    Path output() {
        return folder.resolve("output");
    }

    /** The first of ports next to each other that nobody has. */
    static int freePorts(int number) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = first.getLocalPort();
                if (IntStream.range(port + 1, port + number).allMatch(Program::isFree)) {
                    return port;
                }
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(local(port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
