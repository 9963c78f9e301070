package dev.lux.harness.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One TCP connection that speaks HTTP/1.1 by hand: sends any bytes, pipelines, and reads answers one by one (RFC 9112,
 * content length, chunks and end of stream).
 */
public final class HttpConnection implements Closeable {
    private static final int MAX_LINE = 65_536;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.out = socket.getOutputStream();
    }

    public static HttpConnection open(URI base) throws IOException {
        return open(base, 0);
    }

    /** @param receiveBuffer SO_RCVBUF in bytes, 0 for the system's own */
    public static HttpConnection open(URI base, int receiveBuffer) throws IOException {
        return open(base, receiveBuffer, Duration.ofSeconds(5));
    }

    /**
     * @param receiveBuffer SO_RCVBUF in bytes, 0 for the system's own
     * @param connect how long it may take to connect
     */
    public static HttpConnection open(URI base, int receiveBuffer, Duration connect) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), (int) connect.toMillis());
            return new HttpConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends our FIN and keeps reading. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** How long one read may wait for the next byte. */
    public void timeout(Duration timeout) throws IOException {
        socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
    }

    /**
     * The next answer, its body included (interim 100 answers are skipped).
     *
     * @throws EOFException when the broker closed instead
     */
    public Reply read() throws IOException {
        while (true) {
            Reply head = readHead();
            if (head.status() >= 200 || head.status() == 101) {
                return Reply.of(head.status(), head.headers(), body(head));
            }
        }
    }

    /** The head of the next answer; the body stays in {@link #in()}. */
    public Reply readHead() throws IOException {
        String line = readLine();
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("not an HTTP status line: " + line);
        }
        int status = Integer.parseInt(line.substring(line.indexOf(' ') + 1).substring(0, 3));
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(header.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).trim());
        }
        return new Reply(status, headers, "");
    }

    /** True when the broker has closed this connection; bytes that still come before are dropped. */
    public boolean closedWithin(Duration time) throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                timeout(Duration.ofNanos(deadline - System.nanoTime()));
                if (in.read() < 0) {
                    return true;
                }
            }
            return false;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    /** One line without its end, read as Latin-1. */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int b = in.read(); ; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed by the broker");
            }
            if (b == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() > MAX_LINE) {
                throw new IOException("endless line");
            }
            line.append((char) b);
        }
    }

    private byte[] body(Reply head) throws IOException {
        if (head.status() == 204 || head.status() == 304 || head.status() == 101) {
            return new byte[0];
        }
        if (head.header("transfer-encoding").equals("chunked")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
                all.writeBytes(chunk);
            }
            return all.toByteArray();
        }
        String length = head.header("content-length");
        return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    /** One chunk of a chunked body; empty at its end. */
    byte[] readChunk() throws IOException {
        byte[] chunk = exactly(Integer.parseInt(readLine().trim(), 16));
        readLine();
        return chunk;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed inside a body");
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    /** Closes with a reset instead of a FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    /** The port of this end. */
    public int localPort() {
        return socket.getLocalPort();
    }

    static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
