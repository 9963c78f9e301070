package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.WireFrame;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Attacks that need a connection, a socket, or more, each of its own; in turn, so that every kind has its share. */
final class OneShotLane extends Lane {
    /** How soon the broker ends a connection that is of no more use; the machine may be busy. */
    private static final Duration ENDS = Duration.ofSeconds(10);

    private final List<? extends Kind> kinds;
    private int next;

    OneShotLane(Target target, Tally tally, Random random, BooleanSupplier more, List<? extends Kind> kinds) {
        super(target, tally, random, more);
        this.kinds = kinds;
        this.next = random.nextInt(kinds.size());
    }

    @Override
    void attack() {
        Kind kind = kinds.get(next++ % kinds.size());
        long started = System.nanoTime();
        try {
            tally.count(kind, attack(target, kind, random));
        } catch (IOException e) {
            tally.violation(kind.name() + " failed: " + e);
        }
        tally.took(kind, System.nanoTime() - started);
    }

    /** Plays one kind and returns the answer in words. */
    static String attack(Target target, Kind kind, Random random) throws IOException {
        if (kind instanceof Kind.Breaker breaker) {
            return attack(target, breaker, random);
        }
        if (kind instanceof Kind.SocketBreaker breaker) {
            return attack(target, breaker, random);
        }
        return ((Kind.Scenario) kind).play().play(target, random);
    }

    private static String attack(Target target, Kind.Breaker kind, Random random) throws IOException {
        try (HttpConnection connection = HttpConnection.open(target.url())) {
            try {
                connection.send(kind.bytes().draw(random));
            } catch (SocketException refusedEarly) {
                return answer(connection);
            }
            String answer = answer(connection);
            boolean open = kind.mustClose() && !connection.closedWithin(ENDS);
            return open ? answer + ", still open" : answer;
        }
    }

    private static String attack(Target target, Kind.SocketBreaker kind, Random random) throws IOException {
        try (LuxSocket socket = target.socket()) {
            try {
                socket.sendRaw(kind.bytes().draw(random));
            } catch (SocketException refusedEarly) {
                return "close " + socket.awaitClose(ENDS);
            }
            int code = socket.awaitClose(ENDS);
            // As a proper client does, the close is answered; then the broker ends the connection.
            return "close " + code + (endsAfter(socket, code) ? "" : ", still open");
        }
    }

    private static boolean endsAfter(LuxSocket socket, int code) throws IOException {
        try {
            socket.send(WireFrame.close(code == 1006 ? 1000 : code, ""));
        } catch (SocketException ended) {
            return true;
        }
        return socket.endedWithin(ENDS);
    }
}
