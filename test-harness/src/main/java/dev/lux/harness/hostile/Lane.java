package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
}
