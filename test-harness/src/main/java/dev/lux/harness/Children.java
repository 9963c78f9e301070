package dev.lux.harness;

import dev.lux.harness.client.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processes that this one starts and that are not to outlive it, with all that they start. Whoever starts one ends it;
 * this is for what a signal, or a failure, has left. Only SIGKILL of this process leaves them running.
 */
public final class Children {
    /** From SIGTERM to SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Children OF_THIS_PROCESS = new Children(GRACE);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OF_THIS_PROCESS::end, "end-children"));
    }

    private final Duration grace;
    private final List<Process> started = new ArrayList<>();
    private boolean ending;

    /** @param grace how long one may take to end by itself */
    Children(Duration grace) {
        this.grace = grace;
    }

    /**
     * Starts a process that ends when this one does.
     *
     * @throws IOException also when this one is about to end
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        return OF_THIS_PROCESS.begin(builder);
    }

    synchronized Process begin(ProcessBuilder builder) throws IOException {
        if (ending) {
            throw new IOException("this process is ending, and starts no other");
        }
        Process process = builder.start();
        started.removeIf(earlier -> !earlier.isAlive());
        started.add(process);
        return process;
    }

    private synchronized List<ProcessHandle> last() {
        ending = true;
        return started.stream()
                .flatMap(child -> Stream.concat(Stream.of(child.toHandle()), child.descendants()))
                .toList();
    }

    /** Ends all: SIGTERM, and SIGKILL for those that take too long or stand still. From now on nothing is started. */
    void end() {
        List<ProcessHandle> left = last();
        left.forEach(ProcessHandle::destroy);
        Await.until(grace, Duration.ofMillis(20), () -> left.stream().noneMatch(ProcessHandle::isAlive));
        left.forEach(ProcessHandle::destroyForcibly);
    }
}
