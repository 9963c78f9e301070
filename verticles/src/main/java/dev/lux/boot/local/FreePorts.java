package dev.lux.boot.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody has now. Somebody may take one before it is used; then the start fails and says so. */
final class FreePorts {
    private FreePorts() {}

    /** So many different ones. */
    static List<Integer> pick(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            while (ports.size() < count) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /**
     * The port itself, which must be free, or any free one for 0.
     *
     * @throws IOException when somebody else has it
     */
    static int orFree(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IOException("can't listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }
}
