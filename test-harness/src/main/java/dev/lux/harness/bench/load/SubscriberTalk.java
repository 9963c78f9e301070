package dev.lux.harness.bench.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a subscriber says to a server, and how it hears it.
 *
 * @param addresses where subscribers connect, one after the other
 * @param upgrade the request for a WebSocket, or nothing when the server sends without being asked
 * @param afterUpgrade what it sends then, already framed; may be nothing
 * @param busy how a message begins that says: nothing is followed yet, ask again; nothing when the server has none
 * @param again what it sends then, already framed
 */
public record SubscriberTalk(
        List<InetSocketAddress> addresses, byte[] upgrade, byte[] afterUpgrade, byte[] busy, byte[] again) {
    public SubscriberTalk(InetSocketAddress address, byte[] upgrade, byte[] afterUpgrade) {
        this(List.of(address), upgrade, afterUpgrade, new byte[0], new byte[0]);
    }

    /** Where a subscriber connects, by its number. */
    public InetSocketAddress address(int subscriber) {
        return addresses.get(subscriber % addresses.size());
    }

    /** Whether what comes is in frames of WebSocket (RFC 6455). */
    boolean isFramed() {
        return upgrade.length > 0;
    }
}
