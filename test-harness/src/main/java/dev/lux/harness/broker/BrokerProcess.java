package dev.lux.harness.broker;

import dev.lux.harness.Children;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A broker as an operator runs it: a JVM of its own. */
public final class BrokerProcess implements AutoCloseable {
    private static final String READY = "ready ";
    private static final String FAULT = "fault ";

    private final Process process;
    private final Launch launch;
    private final Output output;
    private final long started = System.nanoTime();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final CompletableFuture<Duration> startTime = new CompletableFuture<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    BrokerProcess(Launch launch) throws IOException {
        this.launch = launch;
        this.process = Children.start(launch.process());
        this.output = new Output(
                process,
                launch.output(),
                this::takeLine,
                () -> ready.completeExceptionally(new IOException("the broker ended before it was ready")));
    }

    private void takeLine(String line) {
        if (line.startsWith(READY)) {
            startTime.complete(Duration.ofNanos(System.nanoTime() - started));
            ready.complete(URI.create(line.substring(READY.length()).trim()));
        } else if (line.startsWith(FAULT)) {
            faults.add(line.substring(FAULT.length()));
        }
    }

    /**
     * Waits for the {@code ready} line.
     *
     * @throws IOException with the output, when it does not come in time; the process is ended then
     */
    public void awaitReady() throws IOException {
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
    }

    /** Whether it has printed its {@code ready} line. */
    public boolean hasBeenReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return ready.join();
    }

    public String key() {
        return launch.env().getOrDefault("LUX_API_KEY", "");
    }

    /** From the start of the process to its {@code ready} line. */
    public Duration startTime() {
        return startTime.join();
    }

    public LuxHttp http() {
        return new LuxHttp(url(), key());
    }

    public ProcessView view() {
        return new ProcessView(process.pid(), url(), key());
    }

    public long pid() {
        return process.pid();
    }

    /** The first lines of its output, both streams. */
    public List<String> log() {
        return output.firstLines();
    }

    /** What is wrong in all that it has printed. */
    public List<String> complaints() {
        return output.complaints();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Writes a line to its standard input, which only a main class of the tests reads. */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** What a main class of the tests has said of the faults that it was told to make, in order. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP; returns when the process stands still, which its threads come to do one after the other. */
    public void pause() throws IOException {
        signal("-STOP");
        if (!Await.until(Duration.ofSeconds(5), () -> state() == 'T')) {
            throw new IOException("not stopped, but " + state());
        }
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        signal("-CONT");
    }

    /** As the kernel has it: {@code T} of a stopped process, {@code X} of none; see proc(5). */
    public char state() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'X';
        }
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
