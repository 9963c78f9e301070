package dev.lux.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to the broker's stream, for one thread that takes its events in turn. The next message is asked for only
 * when the one before was taken, so nothing piles up here: a slow reader is the broker's business.
 */
final class StreamSocket implements AutoCloseable {
    /** The broker pings every 25 s; three of them lost in a row mean that nobody is there. */
    private static final Duration SILENCE = Duration.ofSeconds(75);

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
    private static final int ABNORMAL = 1006;

    /** What happens on a socket. */
    sealed interface Event {}

    /** A whole text message. */
    record Message(String text) implements Event {}

    /** A ping: the broker is there. */
    record Alive() implements Event {}

    /** The end. */
    record Ended(int closeCode) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private StreamSocket(HttpClient http, Target target) throws IOException, InterruptedException {
        try {
            this.socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + target.key())
                    .connectTimeout(Broker.CONNECT_TIMEOUT)
                    .buildAsync(target.stream(), new Listener(events))
                    .get(OPEN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Connects; what stands in the way is told as a command's end. */
    static StreamSocket open(HttpClient http, Target target) throws InterruptedException {
        try {
            return new StreamSocket(http, target);
        } catch (IOException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                throw new CliException(
                        ExitCode.of(status, "", false), "The broker refused the stream: HTTP " + status + ".");
            }
            throw Broker.unreachable(target);
        }
    }

    /** Returns when the message is on its way; a socket takes one at a time. */
    void send(String message) {
        try {
            socket.sendText(message, true)
                    .orTimeout(OPEN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            events.add(new Ended(ABNORMAL));
        }
    }

    Event next() throws InterruptedException {
        Event event = events.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            return new Ended(ABNORMAL);
        }
        if (!(event instanceof Ended)) {
            socket.request(1);
        }
        return event;
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Runs on the JDK's threads, one call at a time. */
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<Event> events;
        private final StringBuilder partial = new StringBuilder();

        Listener(BlockingQueue<Event> events) {
            this.events = events;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                events.add(new Message(partial.toString()));
                partial.setLength(0);
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            events.add(new Alive());
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int closeCode, String reason) {
            events.add(new Ended(closeCode));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            events.add(new Ended(ABNORMAL));
        }
    }
}
