package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whole requests, pipelined on a connection that is kept as long as the broker keeps it. */
final class RequestLane extends Lane {
    private static final int PIPELINE = 16;

    private final List<Kind.Request> kinds;
    private @Nullable HttpConnection connection;

    RequestLane(Target target, Tally tally, Random random, BooleanSupplier more, List<Kind.Request> kinds) {
        super(target, tally, random, more);
        this.kinds = kinds;
    }

    @Override
    void attack() throws IOException {
        Deque<Kind.Request> sent = new ArrayDeque<>();
        sent.add(Target.pick(random, kinds));
        while (sent.size() < PIPELINE && more()) {
            sent.add(Target.pick(random, kinds));
        }
        HttpConnection open = connection == null ? HttpConnection.open(target.url()) : connection;
        connection = open;
        try {
            open.send(HttpBytes.join(
                    sent.stream().map(kind -> kind.bytes().draw(random)).toArray(byte[][]::new)));
        } catch (SocketException closedBefore) {
            end();
            return;
        }
        while (!sent.isEmpty()) {
            String answer = answer(open);
            tally.count(sent.remove(), answer);
            if (answer.equals("closed") || answer.equals("nothing")) {
                end();
                return;
            }
        }
    }

    @Override
    void end() {
        if (connection != null) {
            connection.close();
        }
        connection = null;
    }
}
