package dev.lux.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on loopback that were free a moment ago, and with them those of their probes. */
final class FreePorts {
    private FreePorts() {}

    /** @return so many different ones, ascending, all with five digits */
    static int[] find(int count) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 31_000))
                .filter(port -> isFree(port) && isFree(port + MemberAddress.PROBE_PORT_OFFSET))
                .distinct()
                .limit(count)
                .sorted()
                .toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }
}
