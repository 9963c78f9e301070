package dev.lux.harness.broker;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the operating system and the metrics say about a broker of this machine.
 *
 * @param pid its process id
 */
public record ProcessView(long pid, URI url, String key) {

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
