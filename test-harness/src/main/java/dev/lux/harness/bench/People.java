package dev.lux.harness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many people at one board, who all come and go and see one another, against as many plain documents that the same
 * sockets write and delete: each writes one, and each is told of all.
 */
final class People implements Single {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String BOARD = "presence:board:";
    private static final long STACK_BYTES = 256 << 10;

    private final int people;
    private final int rounds;

    /** @param rounds of coming and going, of which the first half is not counted */
    People(int people, int rounds) {
        this.people = people;
        this.rounds = rounds;
    }

    /** Everybody's socket, each with a thread that counts what it is told. */
    private static final class Crowd implements AutoCloseable {
        private final List<LuxSocket> sockets = new ArrayList<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final AtomicLong synced = new AtomicLong();
        private final AtomicLong came = new AtomicLong();
        private final AtomicLong went = new AtomicLong();
        private volatile boolean closing;

        void add(LuxSocket socket) {
            sockets.add(socket);
            Thread thread = new Thread(null, () -> read(socket), "person", STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
        }

        private void read(LuxSocket socket) {
            try {
                while (!closing) {
                    JsonNode frame = socket.next(LOOK);
                    if (frame == null) {
                        continue;
                    }
                    switch (frame.path("type").asText()) {
                        case "synced" -> synced.incrementAndGet();
                        case "state" -> came.incrementAndGet();
                        case "gone" -> went.incrementAndGet();
                        case "error" -> failures.add(frame.toString());
                        default -> {}
                    }
                }
            } catch (IOException | RuntimeException ended) {
                if (!closing) {
                    failures.add(ended.toString());
                }
            }
        }

        void await(String what, AtomicLong counter, long count) throws IOException {
            boolean all =
                    Await.until(LONGEST, Duration.ofMillis(2), () -> counter.get() >= count || !failures.isEmpty());
            if (!all || !failures.isEmpty()) {
                throw new IOException(what + ": " + counter + " of " + count + ", " + failures);
            }
        }

        @Override
        public void close() {
            closing = true;
            sockets.forEach(LuxSocket::close);
        }
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        try (Server server = kind.start(cores, 1, Work.DOCUMENT_BYTES);
                Crowd crowd = new Crowd()) {
            for (int i = 0; i < people; i++) {
                crowd.add(LuxSocket.open(server.url(), Launch.KEY, "/api/lux/stream?match=" + BOARD + "*"));
            }
            crowd.await("synced", crowd.synced, people);
            double plain = 0;
            double session = 0;
            for (int round = 0; round < rounds; round++) {
                double ofPlain = cpuMicros(server, crowd, "");
                double ofSession = cpuMicros(server, crowd, ",\"session\":true");
                if (round >= rounds / 2) {
                    plain += ofPlain;
                    session += ofSession;
                }
            }
            double each = (double) people * (rounds - rounds / 2);
            return List.of(
                    new Figure("people who see one another", "", people),
                    new Figure("CPU per plain document, made and deleted", "us", plain / each),
                    new Figure("CPU per person, come and gone", "us", session / each),
                    new Figure("the second of the first", "x", session / plain));
        }
    }

    /** Of the server, until everybody was told of all. */
    private double cpuMicros(Server server, Crowd crowd, String also) throws IOException {
        long all = (long) people * people;
        long cpu = ProcessorTime.nanos(server.pids());
        long came = crowd.came.get();
        long went = crowd.went.get();
        for (int i = 0; i < people; i++) {
            crowd.sockets
                    .get(i)
                    .send("{\"type\":\"put\",\"id\":\"" + BOARD + i + "\",\"data\":{\"name\":\"person " + i + "\"}"
                            + also + "}");
        }
        crowd.await("came", crowd.came, came + all);
        for (int i = 0; i < people; i++) {
            crowd.sockets.get(i).send("{\"type\":\"delete\",\"id\":\"" + BOARD + i + "\"}");
        }
        crowd.await("went", crowd.went, went + all);
        return (ProcessorTime.nanos(server.pids()) - cpu) / 1e3;
    }
}
