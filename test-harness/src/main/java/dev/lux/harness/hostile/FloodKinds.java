package dev.lux.harness.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Few bytes that ask for much work: each is allowed, so it is done, but nobody else may have to wait for it. */
final class FloodKinds {
    private static final int REPETITIONS = 200;
    private static final int NAMED = 2_500;
    private static final int WRITES = 256;

    private FloodKinds() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind.Scenario(
                        "everything, subscribed to again and again",
                        Set.of(REPETITIONS + " synced"),
                        FloodKinds::everythingAgain),
                new Kind.Scenario(
                        "everything, subscribed to and let go again and again",
                        Set.of("20 synced"),
                        FloodKinds::everythingInAndOut),
                new Kind.Scenario(
                        "claims to have thousands of documents that never were",
                        Set.of("10 synced"),
                        FloodKinds::claims),
                new Kind.Scenario(
                        "patches of a large document, hundreds at once",
                        orLate(WRITES + " x 200"),
                        FloodKinds::patches),
                new Kind.Scenario(
                        "guards on a large document, hundreds at once",
                        orLate(WRITES + " x 412 guard_failed"),
                        FloodKinds::guards),
                new Kind.Scenario("large writes that nobody waits for", Set.of("closed by us"), FloodKinds::unawaited));
    }

    /**
     * What such a flood is answered. Several of them meet at one document, where a write has at most 5 s for its turn
     * and its answer: on a slow machine those of the flood that still wait then are refused as busy, and of those that
     * are under way it is not known whether they will be applied.
     */
    private static Set<String> orLate(String answer) {
        return Set.of(
                answer,
                answer + ", 503 busy",
                answer + ", 503 outcome_unknown",
                answer + ", 503 busy, 503 outcome_unknown",
                WRITES + " x 503 busy",
                WRITES + " x 503 busy, 503 outcome_unknown",
                WRITES + " x 503 outcome_unknown");
    }

    private static String everythingAgain(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            Thread sender =
                    sending(socket, REPETITIONS, i -> "{\"type\":\"subscribe\",\"match\":\"*\",\"ref\":" + i + "}");
            return synced(socket, REPETITIONS, sender);
        }
    }

    private static String everythingInAndOut(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            for (int i = 0; i < 20; i++) {
                socket.send("{\"type\":\"subscribe\",\"match\":\"*\"}");
                socket.next("synced");
                socket.send("{\"type\":\"unsubscribe\",\"match\":\"*\"}");
            }
            return "20 synced";
        }
    }

    private static String claims(Target target, Random random) throws IOException {
        int salt = random.nextInt(1_000_000);
        String since = IntStream.range(0, NAMED)
                .mapToObj(i -> "\"never-" + salt + "-" + i + "\":7")
                .collect(Collectors.joining(","));
        try (LuxSocket socket = target.socket()) {
            Thread sender = sending(
                    socket,
                    10,
                    i -> "{\"type\":\"subscribe\",\"match\":\"never-" + salt + "*\",\"ref\":" + i + ",\"since\":{"
                            + since + "}}");
            return synced(socket, 10, sender);
        }
    }

    private interface Messages {
        String text(int number);
    }

    private static Thread sending(LuxSocket socket, int count, Messages messages) {
        Thread sender = new Thread(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    socket.send(messages.text(i));
                }
            } catch (IOException closedByTheReader) {
                return;
            }
        });
        sender.start();
        return sender;
    }

    private static String synced(LuxSocket socket, int expected, Thread sender) throws IOException {
        int synced = 0;
        while (synced < expected) {
            JsonNode frame = socket.next();
            if (frame.path("type").asText().equals("synced")) {
                synced++;
            } else if (frame.path("type").asText().equals("error")) {
                return "error " + frame.path("code").asText();
            }
        }
        sender.interrupt();
        return synced + " synced";
    }

    private static String patches(Target target, Random random) throws IOException {
        String id = Target.sink(random);
        try (Client client = new Client(target)) {
            client.put(id, "{\"text\":\"" + "x".repeat(50_000) + "\"}");
            return several(
                    client, "{\"type\":\"patch\",\"id\":\"" + id + "\",\"data\":{\"n\":" + random.nextInt() + "}}");
        }
    }

    private static String guards(Target target, Random random) throws IOException {
        try (Client client = new Client(target)) {
            // The first of the controls is the large one.
            return several(
                    client,
                    "{\"type\":\"put\",\"id\":\"control-0\",\"data\":\"stolen\",\"guard\":{\"/control\":[null]}}");
        }
    }

    /** Sends the same write so often, and says what the results were. */
    private static String several(Client client, String write) throws IOException {
        Reply reply = client.several("[" + String.join(",", Collections.nCopies(WRITES, write)) + "]");
        Set<String> results = Collections.newSetFromMap(new java.util.TreeMap<>());
        reply.json()
                .path("results")
                .forEach(result -> results.add((result.path("status").asText() + " "
                                + result.path("code").asText())
                        .trim()));
        return reply.json().path("results").size() + " x " + String.join(", ", results);
    }

    private static String unawaited(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            String id = Target.sink(random);
            String text = "x".repeat(30_000);
            Thread sender =
                    sending(socket, 300, i -> "{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":\"" + text + i + "\"}");
            try {
                sender.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "closed by us";
        }
    }
}
