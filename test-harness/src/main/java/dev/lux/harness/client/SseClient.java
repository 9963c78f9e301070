package dev.lux.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Server-Sent Events over one connection: each event's data is one frame of the broker. */
public final class SseClient implements FrameSource {
    private final HttpConnection connection;
    private final Reply head;
    private final Deque<Event> ready = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String lastId = "";

    private record Event(String id, String data) {}

    private SseClient(HttpConnection connection, Reply head) {
        this.connection = connection;
        this.head = head;
    }

    /** Opens a stream; headers come in pairs. */
    public static SseClient open(URI base, String key, String pathAndQuery, String... headers) throws IOException {
        HttpConnection connection = HttpConnection.open(base);
        try {
            String[] all = new String[headers.length + 2];
            all[0] = "Accept";
            all[1] = "text/event-stream";
            System.arraycopy(headers, 0, all, 2, headers.length);
            connection.send(HttpBytes.request(key, "GET", pathAndQuery, new byte[0], all));
            Reply head = connection.readHead();
            if (head.status() != 200) {
                throw new IOException("no event stream: " + head);
            }
            return new SseClient(connection, head);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** The head of the answer. */
    public Reply head() {
        return head;
    }

    /** The {@code id:} of the event that was returned last, or the empty string. */
    public String lastEventId() {
        return lastId;
    }

    @Override
    public @Nullable JsonNode next(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (ready.isEmpty()) {
            connection.timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            connection.in().mark(1);
            try {
                if (connection.in().read() < 0) {
                    throw new SocketClosedException(1006, "end of stream");
                }
            } catch (SocketTimeoutException none) {
                return null;
            }
            connection.in().reset();
            connection.timeout(Duration.ofSeconds(10));
            take();
        }
        Event event = ready.remove();
        lastId = event.id();
        return Json.parse(event.data());
    }

    private void take() throws IOException {
        byte[] chunk;
        try {
            chunk = head.header("transfer-encoding").equals("chunked")
                    ? connection.readChunk()
                    : connection.in().readNBytes(Math.max(1, connection.in().available()));
        } catch (EOFException e) {
            throw new SocketClosedException(1006, "end of stream");
        }
        if (chunk.length == 0) {
            throw new SocketClosedException(1000, "end of events");
        }
        // Bytes, not characters: a chunk may end inside a character.
        for (byte b : chunk) {
            if (b == '\n') {
                line(new String(HttpBytes.latin1(line.toString()), StandardCharsets.UTF_8));
                line.setLength(0);
            } else if (b != '\r') {
                line.append((char) (b & 0xff));
            }
        }
    }

    private void line(String text) {
        if (text.isEmpty()) {
            if (data.length() > 0) {
                ready.add(new Event(id, data.substring(0, data.length() - 1)));
            }
            data.setLength(0);
        } else if (text.startsWith("data:")) {
            data.append(text.substring(text.startsWith("data: ") ? 6 : 5)).append('\n');
        } else if (text.startsWith("id:")) {
            id = text.substring(3).trim();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
