package dev.lux.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client (RFC 6455) that does only what it is told: it reads when asked, so it can be slow, and sends any
 * bytes. Pings are answered while reading. Sending may happen on another thread than reading.
 */
public final class LuxSocket implements FrameSource {
    private static final String SAMPLE_KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String SAMPLE_ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    /** The mask of proper frames; a fixed one is legal for a test. */
    private static final int MASK = 0x12345678;

    private final HttpConnection connection;
    private final Object sending = new Object();

    private LuxSocket(HttpConnection connection) {
        this.connection = connection;
    }

    /** Opens a stream with the key in the Authorization header. */
    public static LuxSocket open(URI base, String key, String pathAndQuery) throws IOException {
        return open(base, 0, pathAndQuery, "Authorization", "Bearer " + key);
    }

    /**
     * The same, given up when a step of it takes too long.
     *
     * @param patience to connect, and with each read of the answer
     */
    public static LuxSocket open(URI base, Duration patience, String key, String pathAndQuery) throws IOException {
        HttpConnection connection = HttpConnection.open(base, 0, patience);
        connection.timeout(patience);
        return upgrade(connection, pathAndQuery, "Authorization", "Bearer " + key);
    }

    /**
     * @param receiveBuffer SO_RCVBUF in bytes, 0 for the system's own
     * @param headers in pairs
     * @throws HandshakeRefused when the broker answers anything but 101
     */
    public static LuxSocket open(URI base, int receiveBuffer, String pathAndQuery, String... headers)
            throws IOException {
        return upgrade(HttpConnection.open(base, receiveBuffer), pathAndQuery, headers);
    }

    private static LuxSocket upgrade(HttpConnection connection, String pathAndQuery, String... headers)
            throws IOException {
        try {
            connection.send(handshake(pathAndQuery, headers));
            Reply head = connection.readHead();
            if (head.status() != 101) {
                throw new HandshakeRefused(head.status());
            }
            if (!head.header("sec-websocket-accept").equals(SAMPLE_ACCEPT)) {
                throw new IOException("wrong Sec-WebSocket-Accept: " + head);
            }
            return new LuxSocket(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** The bytes of an upgrade request. */
    public static byte[] handshake(String pathAndQuery, String... headers) {
        StringBuilder head = new StringBuilder("GET " + pathAndQuery + " HTTP/1.1\r\nHost: lux.test\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + SAMPLE_KEY + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return HttpBytes.latin1(head.append("\r\n").toString());
    }

    /** Sends one text message. */
    public void send(String text) throws IOException {
        sendRaw(WireFrame.text(text).masked(MASK));
    }

    public void send(WireFrame frame) throws IOException {
        sendRaw(frame.masked(MASK));
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] bytes) throws IOException {
        synchronized (sending) {
            connection.send(bytes);
        }
    }

    @Override
    public @Nullable JsonNode next(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        StringBuilder message = new StringBuilder();
        while (true) {
            WireFrame frame = nextFrame(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            if (frame == null) {
                return null;
            }
            if (frame.opcode() == WireFrame.PING) {
                send(WireFrame.of(WireFrame.PONG, frame.payload()));
            } else if (frame.opcode() == WireFrame.CLOSE) {
                throw closed(frame);
            } else if (frame.opcode() == WireFrame.TEXT || frame.opcode() == WireFrame.CONTINUATION) {
                message.append(frame.text());
                if (frame.fin()) {
                    return Json.parse(message.toString());
                }
            }
        }
    }

    /** The next frame of any kind, or null when none began in time. */
    public @Nullable WireFrame nextFrame(Duration timeout) throws IOException {
        try {
            connection.timeout(timeout);
            int first;
            try {
                first = connection.in().read();
            } catch (SocketTimeoutException none) {
                return null;
            }
            if (first < 0) {
                throw new SocketClosedException(1006, "end of stream");
            }
            connection.timeout(Duration.ofSeconds(10));
            return WireFrame.read(first, connection.in());
        } catch (EOFException | java.net.SocketException e) {
            throw new SocketClosedException(1006, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for the end and returns its close code; frames before it are dropped. */
    public int awaitClose(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                WireFrame frame = nextFrame(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                if (frame != null && frame.opcode() == WireFrame.CLOSE) {
                    return closed(frame).code();
                }
            }
        } catch (SocketClosedException e) {
            return e.code();
        }
        throw new IOException("not closed within " + timeout);
    }

    /** True when the broker ended the TCP connection. */
    public boolean endedWithin(Duration time) throws IOException {
        return connection.closedWithin(time);
    }

    private static SocketClosedException closed(WireFrame frame) {
        byte[] payload = frame.payload();
        int code = payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        return new SocketClosedException(
                code, payload.length < 2 ? "" : frame.text().substring(2));
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Ends with a TCP reset, as a vanished client does. */
    public void reset() throws IOException {
        connection.reset();
    }

    /** The broker did not switch protocols. */
    public static final class HandshakeRefused extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        HandshakeRefused(int status) {
            super("handshake refused with " + status);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
