package dev.lux.harness.bench.load;

import java.net.InetSocketAddress;

/**
 * What a subscriber says to a server, and how it hears it.
 *
 * @param address where it connects
 * @param upgrade the request for a WebSocket, or nothing when the server sends without being asked
 * @param afterUpgrade what it sends then, already framed; may be nothing
 */
public record SubscriberTalk(InetSocketAddress address, byte[] upgrade, byte[] afterUpgrade) {
    /** Whether what comes is in frames of WebSocket (RFC 6455). */
    boolean isFramed() {
        return upgrade.length > 0;
    }
}
