package dev.lux.harness.balancer;

import dev.lux.harness.Children;
import dev.lux.harness.Repository;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running balancer on a free port of loopback; what it prints is kept beside its configuration. */
public final class Balancer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(15);

    private final Process process;
    private final int port;

    private Balancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one in front of these nodes and returns when it takes connections.
     *
     * @param nodes such as {@code http://127.0.0.1:8081}
     */
    public static Balancer start(BalancerKind kind, List<URI> nodes) throws IOException {
        String program = kind.findProgram();
        Path folders = Files.createDirectories(Repository.root().resolve("test-harness/target/balancers"));
        Path folder = Files.createTempDirectory(folders, kind.name().toLowerCase(java.util.Locale.ROOT) + "-");
        int port = freePort();
        Path configuration = folder.resolve("configuration");
        Files.writeString(configuration, kind.configured(Files.readString(kind.shipped()), port, nodes));
        Path output = folder.resolve("output");
        Process process = Children.start(new ProcessBuilder(kind.command(program, folder, configuration))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
        Balancer balancer = new Balancer(process, port);
        if (!Await.until(START, () -> !process.isAlive() || balancer.accepts()) || !process.isAlive()) {
            balancer.close();
            throw new IOException(kind + " did not start: " + Files.readString(output));
        }
        return balancer;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where clients go. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGTERM, and SIGKILL when that takes too long. */
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
