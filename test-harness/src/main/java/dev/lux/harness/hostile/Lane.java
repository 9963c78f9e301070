package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One attacker: attacks with kinds of one family as long as there is work. One thread. */
abstract class Lane implements Runnable {
    final Target target;
    final Tally tally;
    final Random random;
    private final BooleanSupplier more;

    /** @param more takes one piece of work; false when there is none left */
    Lane(Target target, Tally tally, Random random, BooleanSupplier more) {
        this.target = target;
        this.tally = tally;
        this.random = random;
        this.more = more;
    }

    @Override
    public void run() {
        while (more.getAsBoolean()) {
            try {
                attack();
            } catch (IOException | RuntimeException e) {
                tally.violation(getClass().getSimpleName() + " failed: " + e);
            }
        }
        end();
    }

    abstract void attack() throws IOException;

    /** Lets go of what is still open. */
    void end() {}

    boolean more() {
        return more.getAsBoolean();
    }

    /** The next answer on a connection, in words. */
    static String answer(HttpConnection connection) throws IOException {
        try {
            return words(connection.read());
        } catch (EOFException closed) {
            return "closed";
        } catch (SocketTimeoutException nothing) {
            return "nothing";
        } catch (SocketException reset) {
            return "closed";
        }
    }

    static String words(Reply reply) {
        return reply.status() + " " + reply.code() + (leaks(reply.body()) ? " with a stack trace" : "");
    }

    static boolean leaks(String text) {
        return text.contains("\tat ")
                || text.contains("Exception")
                || text.contains("java.lang")
                || text.contains("io.vertx");
    }

    /** Bytes on a connection of their own. */
    static final class Breakers extends Lane {
        private final List<Kind.Breaker> kinds;

        Breakers(Target target, Tally tally, Random random, BooleanSupplier more, List<Kind.Breaker> kinds) {
            super(target, tally, random, more);
            this.kinds = kinds;
        }

        @Override
        void attack() throws IOException {
            Kind.Breaker kind = Target.pick(random, kinds);
            tally.count(kind, attack(target, kind, random));
        }

        static String attack(Target target, Kind.Breaker kind, Random random) throws IOException {
            try (HttpConnection connection = HttpConnection.open(target.url())) {
                try {
                    connection.send(kind.bytes().draw(random));
                } catch (SocketException refusedEarly) {
                    return answer(connection);
                }
                String answer = answer(connection);
                boolean open = kind.mustClose() && !connection.closedWithin(Duration.ofSeconds(3));
                return open ? answer + ", still open" : answer;
            }
        }
    }

    /** Frames on a socket of their own. */
    static final class SocketBreakers extends Lane {
        private final List<Kind.SocketBreaker> kinds;

        SocketBreakers(
                Target target, Tally tally, Random random, BooleanSupplier more, List<Kind.SocketBreaker> kinds) {
            super(target, tally, random, more);
            this.kinds = kinds;
        }

        @Override
        void attack() throws IOException {
            Kind.SocketBreaker kind = Target.pick(random, kinds);
            tally.count(kind, attack(target, kind, random));
        }

        static String attack(Target target, Kind.SocketBreaker kind, Random random) throws IOException {
            try (LuxSocket socket = target.socket()) {
                try {
                    socket.sendRaw(kind.bytes().draw(random));
                } catch (SocketException refusedEarly) {
                    return "close " + socket.awaitClose(Duration.ofSeconds(5));
                }
                int code = socket.awaitClose(Duration.ofSeconds(5));
                // As a proper client does, the close is answered; then the broker ends the connection.
                return "close " + code + (endsAfter(socket, code) ? "" : ", still open");
            }
        }

        private static boolean endsAfter(LuxSocket socket, int code) throws IOException {
            try {
                socket.send(dev.lux.harness.client.WireFrame.close(code == 1006 ? 1000 : code, ""));
            } catch (SocketException ended) {
                return true;
            }
            return socket.endedWithin(Duration.ofSeconds(3));
        }
    }

    /** Whole scenarios. */
    static final class Scenarios extends Lane {
        private final List<Kind.Scenario> kinds;
        private int next;

        Scenarios(Target target, Tally tally, Random random, BooleanSupplier more, List<Kind.Scenario> kinds) {
            super(target, tally, random, more);
            this.kinds = kinds;
            this.next = random.nextInt(kinds.size());
        }

        @Override
        void attack() throws IOException {
            Kind.Scenario kind = kinds.get(next++ % kinds.size());
            tally.count(kind, kind.play().play(target, random));
        }
    }
}
