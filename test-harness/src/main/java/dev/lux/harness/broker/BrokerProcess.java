package dev.lux.harness.broker;

import dev.lux.harness.client.LuxHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A broker as an operator runs it: its own JVM, on loopback, on a free port. */
public final class BrokerProcess implements AutoCloseable {
    private static final int KEPT_LINES = 5_000;

    private final Process process;
    private final String key;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Duration startTime;

    private BrokerProcess(Process process, Launch launch) throws IOException {
        long started = System.nanoTime();
        this.process = process;
        this.key = launch.env().getOrDefault("LUX_API_KEY", "");
        keep(process.getInputStream(), true);
        keep(process.getErrorStream(), false);
        try {
            ready.get(launch.ready().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the broker did not become ready:\n" + String.join("\n", log()), e);
        }
        this.startTime = Duration.ofNanos(System.nanoTime() - started);
    }

    static BrokerProcess start(Launch launch) throws IOException {
        return new BrokerProcess(launch.process().start(), launch);
    }

    private void keep(InputStream stream, boolean stdout) {
        Thread reader = new Thread(() -> keepLines(stream, stdout), "broker-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void keepLines(InputStream stream, boolean stdout) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (log.size() < KEPT_LINES) {
                    log.add(line);
                }
                if (stdout && line.startsWith("ready ")) {
                    ready.complete(URI.create(line.substring("ready ".length()).trim()));
                }
            }
        } catch (IOException streamClosed) {
            log.add("(end of output: " + streamClosed.getMessage() + ")");
        }
        if (stdout) {
            ready.completeExceptionally(new IOException("the broker ended before it was ready"));
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return ready.join();
    }

    public String key() {
        return key;
    }

    /** From the start of the process to its {@code ready} line. */
    public Duration startTime() {
        return startTime;
    }

    public LuxHttp http() {
        return new LuxHttp(url(), key);
    }

    public ProcessView view() {
        return new ProcessView(process.pid(), url(), key);
    }

    /** The first lines of its output, both streams. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP. */
    public void pause() throws IOException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException("kill " + name + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits for the end of the process and returns its exit code. */
    public int awaitExit(Duration timeout) throws IOException {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("still running after " + timeout);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it: SIGTERM, and SIGKILL when that takes too long. */
    @Override
    public void close() {
        terminate();
        try {
            awaitExit(Duration.ofSeconds(15));
        } catch (IOException stuck) {
            kill();
        }
    }
}
