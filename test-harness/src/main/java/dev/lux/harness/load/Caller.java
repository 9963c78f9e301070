package dev.lux.harness.load;

import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One client's connection, to one node at a time; kept for the next request. One thread. */
final class Caller implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final Duration patience;
    private @Nullable HttpConnection connection;
    private @Nullable Target target;

    /** @param patience with an answer, after which the connection is given up */
    Caller(Duration patience) {
        this.patience = patience;
    }

    Exchange exchange(Target to, byte[] request) {
        HttpConnection open;
        try {
            open = connect(to);
        } catch (IOException e) {
            close();
            return new Exchange.NotSent("no connection: " + e.getMessage());
        }
        try {
            open.timeout(patience);
            open.send(request);
            Reply reply = open.read();
            if (reply.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            return new Exchange.Answered(reply);
        } catch (IOException | RuntimeException e) {
            // What half of an answer is worth nobody knows.
            close();
            return new Exchange.Lost(String.valueOf(e.getMessage()));
        }
    }

    private HttpConnection connect(Target to) throws IOException {
        HttpConnection now = connection;
        if (now != null && to.equals(target)) {
            return now;
        }
        close();
        HttpConnection fresh = HttpConnection.open(to.url(), 0, CONNECT);
        connection = fresh;
        target = to;
        return fresh;
    }

    /** The next request makes a new one. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
