package dev.lux.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks other nodes' probes, all at once. Blocks, for {@link #PATIENCE} at most. */
final class ProbeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final ExecutorService executor;

    ProbeClient() {
        // A thread for each question.
        this.executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lux-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The answers of those that gave one. */
    List<ProbeAnswer> ask(Collection<MemberAddress> members) throws InterruptedException {
        List<Callable<@Nullable ProbeAnswer>> questions = new ArrayList<>();
        members.forEach(member -> questions.add(() -> ask(member)));
        List<ProbeAnswer> answers = new ArrayList<>();
        for (Future<@Nullable ProbeAnswer> asked :
                executor.invokeAll(questions, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                ProbeAnswer answer = asked.get();
                if (answer != null) {
                    answers.add(answer);
                }
            } catch (ExecutionException | CancellationException e) {
                // Nobody there, or too slow.
            }
        }
        return answers;
    }

    private static @Nullable ProbeAnswer ask(MemberAddress member) throws IOException {
        int patience = (int) PATIENCE.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(member.host(), member.port() + MemberAddress.PROBE_PORT_OFFSET), patience);
            socket.setSoTimeout(patience);
            return ProbeAnswer.decode(socket.getInputStream().readNBytes(LONGEST_ANSWER));
        }
    }
}
