package dev.lux.harness.cluster;

import dev.lux.harness.client.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One direction between two nodes of a network that can be broken, tried out with connections of its own. */
public record Link(Node from, Node to) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Whether a program beside one node can connect to the other's port for members. */
    public boolean connects() throws IOException {
        Process attempt = attempt();
        try {
            return attempt.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Whether packets arrive, even if no answer ever comes back. */
    public boolean arrives() throws IOException {
        Process attempt = attempt();
        boolean seen = Await.until(
                PATIENCE, () -> Sockets.halfOpenFrom(to, from) || (!attempt.isAlive() && attempt.exitValue() == 0));
        try {
            return attempt.waitFor(10, TimeUnit.SECONDS) && (seen || attempt.exitValue() == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process attempt() throws IOException {
        List<String> command = new ArrayList<>(from.place().within());
        command.addAll(List.of("timeout", "1", "bash", "-c"));
        command.add("exec 3<>/dev/tcp/" + to.place().memberAddress() + "/" + Network.MEMBER_PORT);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
