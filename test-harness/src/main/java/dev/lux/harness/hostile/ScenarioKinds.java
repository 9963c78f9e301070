package dev.lux.harness.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What takes many steps: floods, half-sent things, clients that vanish. */
final class ScenarioKinds {
    /** Longer than any timeout of the broker's defaults. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final int SUBSCRIPTIONS = 1_200;

    private ScenarioKinds() {}

    static List<Kind> kinds() {
        return List.of(
                scenario("a request that stops half-way", Set.of("408 request_timeout"), ScenarioKinds::halfRequest),
                scenario("connections that say nothing", Set.of("closed"), ScenarioKinds::silent),
                scenario("a client that vanishes inside of a body", Set.of("reset by us"), ScenarioKinds::vanish),
                scenario(
                        "a connection half-closed inside of a request",
                        Set.of("400 invalid_request"),
                        ScenarioKinds::halfClose),
                scenario(
                        "a connection half-closed behind a request",
                        Set.of("404 not_found"),
                        ScenarioKinds::lastRequest),
                scenario(
                        "a socket that vanishes with subscriptions",
                        Set.of("reset by us"),
                        ScenarioKinds::vanishingSocket),
                scenario("a flood of pings", Set.of("ack"), (target, random) -> flood(target, random, WireFrame.PING)),
                scenario("a flood of pongs", Set.of("ack"), (target, random) -> flood(target, random, WireFrame.PONG)),
                scenario(
                        "a flood of subscriptions",
                        Set.of("1024 synced, then error too_many_subscriptions"),
                        ScenarioKinds::subscriptions),
                scenario("subscribe and unsubscribe, again and again", Set.of("ack"), ScenarioKinds::churn),
                scenario("an answer to a close that never comes", Set.of("closed"), ScenarioKinds::silentClose),
                scenario("a socket without a credential that talks", Set.of("close 4501"), ScenarioKinds::anonymous),
                scenario("errors that nobody reads", Set.of("closed by us"), ScenarioKinds::unreadErrors));
    }

    private static Kind scenario(String name, Set<String> expected, Kind.Play play) {
        return new Kind.Scenario(name, expected, play);
    }

    private static String halfRequest(Target target, Random random) throws IOException {
        byte[] whole = target.put(Target.control(random), "{\"data\":\"stolen\"}");
        try (HttpConnection connection = HttpConnection.open(target.url())) {
            connection.send(Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)));
            connection.timeout(PATIENCE);
            return Lane.answer(connection);
        }
    }

    private static String silent(Target target, Random random) throws IOException {
        List<HttpConnection> connections = new ArrayList<>();
        try {
            for (int i = random.nextInt(20); i >= 0; i--) {
                connections.add(HttpConnection.open(target.url()));
            }
            for (HttpConnection connection : connections) {
                if (!connection.closedWithin(PATIENCE)) {
                    return "open";
                }
            }
            return "closed";
        } finally {
            connections.forEach(HttpConnection::close);
        }
    }

    private static String vanish(Target target, Random random) throws IOException {
        byte[] whole = target.put(Target.control(random), "{\"data\":\"" + "x".repeat(30_000) + "\"}");
        try (HttpConnection connection = HttpConnection.open(target.url())) {
            connection.send(Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)));
            connection.reset();
        }
        return "reset by us";
    }

    private static String halfClose(Target target, Random random) throws IOException {
        byte[] whole = target.put(Target.control(random), "{\"data\":\"stolen\"}");
        try (HttpConnection connection = HttpConnection.open(target.url())) {
            connection.send(Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)));
            connection.shutdownOutput();
            connection.timeout(PATIENCE);
            return Lane.answer(connection);
        }
    }

    private static String lastRequest(Target target, Random random) throws IOException {
        try (HttpConnection connection = HttpConnection.open(target.url())) {
            connection.send(target.get("/api/lux/absent-" + random.nextInt()));
            connection.shutdownOutput();
            return Lane.answer(connection);
        }
    }

    private static String vanishingSocket(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            socket.send("{\"type\":\"subscribe\",\"match\":\"*\"}");
            if (random.nextBoolean()) {
                socket.next("synced");
            }
            socket.reset();
        }
        return "reset by us";
    }

    private static String flood(Target target, Random random, int opcode) throws IOException {
        try (LuxSocket socket = target.socket()) {
            byte[][] frames = new byte[1_000][];
            Arrays.setAll(
                    frames,
                    i -> WireFrame.of(opcode, new byte[random.nextInt(126)]).masked(random.nextInt()));
            byte[] flood = HttpBytes.join(frames);
            for (int i = 0; i < 3; i++) {
                socket.sendRaw(flood);
            }
            return write(random, socket);
        }
    }

    private static String churn(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            String churn = Target.control(random);
            for (int i = 0; i < 300; i++) {
                socket.send("{\"type\":\"subscribe\",\"match\":\"" + churn + "\"}");
                socket.send("{\"type\":\"unsubscribe\",\"match\":\"" + churn + "\"}");
            }
            return write(random, socket);
        }
    }

    private static String write(Random random, LuxSocket socket) throws IOException {
        socket.send("{\"type\":\"put\",\"ref\":1,\"id\":\"" + Target.sink(random) + "\",\"data\":\"still alive\"}");
        JsonNode frame = socket.next();
        while (frame.path("ref").asInt() != 1) {
            frame = socket.next();
        }
        return (frame.path("type").asText() + " " + frame.path("code").asText()).strip();
    }

    private static String subscriptions(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            int salt = random.nextInt();
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < SUBSCRIPTIONS; i++) {
                        socket.send("{\"type\":\"subscribe\",\"match\":\"absent-" + salt + "-" + i + "*\"}");
                    }
                } catch (IOException closedByTheReader) {
                    return;
                }
            });
            sender.start();
            int synced = 0;
            int refused = 0;
            Set<String> codes = new TreeSet<>();
            while (synced + refused < SUBSCRIPTIONS) {
                JsonNode frame = socket.next();
                if (frame.path("type").asText().equals("synced")) {
                    synced++;
                } else if (frame.path("type").asText().equals("error")) {
                    refused++;
                    codes.add(frame.path("code").asText());
                }
            }
            return synced + " synced, then error " + String.join(", ", codes);
        }
    }

    /** Asks for the end, and never reads the broker's close: the broker ends the connection itself. */
    private static String silentClose(Target target, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            socket.send(WireFrame.close(1000, "x".repeat(random.nextInt(100))));
            return socket.endedWithin(PATIENCE) ? "closed" : "open";
        }
    }

    private static String anonymous(Target target, Random random) throws IOException {
        try (LuxSocket socket =
                LuxSocket.open(target.url(), 0, "/api/lux/stream", "Sec-WebSocket-Protocol", "lux.v1")) {
            socket.send(Target.pick(
                    random,
                    List.of(
                            "{}",
                            "x",
                            "{\"type\":\"auth\",\"token\":\"wrong\"}",
                            "{\"type\":\"subscribe\",\"match\":\"*\"}",
                            "{\"type\":\"put\",\"id\":\"control-1\",\"data\":\"stolen\"}")));
            return "close " + socket.awaitClose(PATIENCE);
        }
    }

    /** The broker stops reading at 256 pending control frames; so at some point we can't send any more. */
    private static String unreadErrors(Target target, Random random) throws IOException {
        try (LuxSocket socket =
                LuxSocket.open(target.url(), 4_096, "/api/lux/stream", "Authorization", "Bearer " + target.key())) {
            byte[] bad = WireFrame.text("{\"type\":\"nope\",\"ref\":\"" + "r".repeat(40 + random.nextInt(20)) + "\"}")
                    .masked(1);
            byte[][] thousand = new byte[1_000][];
            Arrays.fill(thousand, bad);
            byte[] flood = HttpBytes.join(thousand);
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        socket.sendRaw(flood);
                    }
                } catch (IOException closedByUs) {
                    return;
                }
            });
            sender.start();
            try {
                sender.join(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "closed by us";
        }
    }
}
