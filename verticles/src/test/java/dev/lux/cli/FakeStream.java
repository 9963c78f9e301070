package dev.lux.cli;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of WebSockets by hand (RFC 6455): plays one script per connection, in turn; small text frames only. */
final class FakeStream implements AutoCloseable {
    /** One connection's play. */
    interface Play {
        void on(Connection connection) throws IOException;
    }

    final List<String> handshakes = new CopyOnWriteArrayList<>();
    final List<String> received = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    FakeStream(Play... plays) throws IOException {
        Thread thread = new Thread(() -> serve(plays), "fake-stream");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve(Play... plays) {
        for (Play play : plays) {
            try (Socket socket = server.accept()) {
                Connection connection = new Connection(socket);
                connection.handshake();
                play.on(connection);
                connection.untilTheClientLeaves();
            } catch (Exception e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The server's side of one socket. */
    final class Connection {
        private final DataInputStream in;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private void handshake() throws Exception {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            handshakes.add(head.toString());
            String key = new BufferedReader(new StringReader(head.toString()))
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
                    .map(line -> line.substring(18).strip())
                    .findFirst()
                    .orElseThrow();
            byte[] accept = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        /** Closing with something unread would reset the connection, and what was sent last could be lost. */
        private void untilTheClientLeaves() throws IOException {
            var unused = in.readAllBytes();
        }

        /** Takes the client's next message. */
        void take() throws IOException {
            in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            byte[] mask = in.readNBytes(4 + (length == 126 ? 2 : 0));
            if (length == 126) {
                length = ByteBuffer.wrap(mask).getShort() & 0xffff;
                mask = new byte[] {mask[2], mask[3], mask[4], mask[5]};
            }
            byte[] text = in.readNBytes(length);
            for (int i = 0; i < text.length; i++) {
                text[i] ^= mask[i % 4];
            }
            received.add(new String(text, StandardCharsets.UTF_8));
        }

        void send(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(0x81);
            if (bytes.length < 126) {
                out.write(bytes.length);
            } else {
                out.write(126);
                out.write(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
            }
            out.write(bytes);
        }

        void state(String id, long version) throws IOException {
            send("{\"type\":\"state\",\"id\":\"" + id + "\",\"version\":" + version + ",\"data\":1.0}");
        }

        void synced(String match) throws IOException {
            send("{\"type\":\"synced\",\"match\":\"" + match + "\",\"count\":1}");
        }

        void ping() throws IOException {
            out.write(new byte[] {(byte) 0x89, 0});
        }

        void end(int closeCode) throws IOException {
            out.write(new byte[] {(byte) 0x88, 2, (byte) (closeCode >> 8), (byte) closeCode});
        }
    }
}
