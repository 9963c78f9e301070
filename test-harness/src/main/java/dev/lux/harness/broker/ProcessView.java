package dev.lux.harness.broker;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the operating system and the metrics say about a broker of this machine.
 *
 * @param pid its process id
 */
public record ProcessView(long pid, URI url, String key) {
    /** TCP states as the kernel numbers them, in {@code include/net/tcp_states.h}. */
    private static final String LISTEN = "0A";

    /** ESTABLISHED, SYN_RECV and CLOSE_WAIT: nobody has closed such a one on the broker's side. */
    private static final Set<String> UNACCEPTED = Set.of("01", "03", "08");

    /** Resident memory in bytes. */
    public long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS of " + pid);
    }

    /** Open sockets, listening ones included. */
    public long openSockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.filter(ProcessView::isSocket).count();
        }
    }

    /**
     * Connections to its port that it has not let go of. One that it has yet to accept is among them: a client may have
     * come and gone while the broker did something else, and its socket is opened later.
     */
    public long connections() throws IOException {
        long connections = 0;
        for (String table : List.of("tcp", "tcp6")) {
            connections += Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table)).stream()
                    .skip(1)
                    .filter(this::isConnection)
                    .count();
        }
        return connections;
    }

    /** @param line of {@code /proc/net/tcp}, see proc_net_tcp.rst of the Linux kernel: local address, state, inode */
    private boolean isConnection(String line) {
        String[] columns = line.strip().split(" +", -1);
        String state = columns[3];
        return columns[1].endsWith(String.format(":%04X", url.getPort()))
                && !state.equals(LISTEN)
                && (!columns[9].equals("0") || UNACCEPTED.contains(state));
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** What is alive on the heap, by class, after a full collection. */
    public ClassHistogram liveHeap() throws IOException {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
            ClassHistogram heap = ClassHistogram.parse(lines.lines());
            if (!jcmd.waitFor(20, TimeUnit.SECONDS)
                    || jcmd.exitValue() != 0
                    || heap.bytes().isEmpty()) {
                throw new IOException("jcmd GC.class_histogram failed");
            }
            return heap;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Live heap in bytes. */
    public long liveHeapBytes() throws IOException {
        return liveHeap().total();
    }

    /** The metrics as they are now, over a connection of its own that leaves nothing open. */
    public Metrics metrics() throws IOException {
        try (HttpConnection connection = HttpConnection.open(url)) {
            connection.send(HttpBytes.request(key, "GET", "/metrics", new byte[0]));
            return Metrics.parse(connection.read().body());
        }
    }
}
