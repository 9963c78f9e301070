package dev.lux.harness.cluster;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** All nodes on the loopback interface, each on an address of its own. Nothing can be lost there. */
final class Loopback implements Network {
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String reason;
    private final String prefix;

    /** @param reason why it is not a network that can be broken */
    Loopback(String reason) {
        this.reason = reason;
        // Another harness on this machine has other addresses.
        long pid = ProcessHandle.current().pid();
        this.prefix = "127." + (1 + pid % 250) + "." + OPENED.incrementAndGet() % 250 + ".";
    }

    @Override
    public Place add(int node) {
        String address = prefix + node;
        return new Place(address, address, List.of());
    }

    @Override
    public String description() {
        return "loopback addresses, where nothing can be lost (" + reason + ")";
    }

    @Override
    public boolean canBreak() {
        return false;
    }

    @Override
    public void block(int from, int to) throws IOException {
        throw cannot();
    }

    @Override
    public void unblock(int from, int to) throws IOException {
        throw cannot();
    }

    @Override
    public void slowDown(int node, int kilobitsPerSecond, int queueMillis) throws IOException {
        throw cannot();
    }

    @Override
    public void speedUp(int node) throws IOException {
        throw cannot();
    }

    private IOException cannot() {
        return new IOException("breaking a network needs network namespaces: " + reason);
    }

    @Override
    public void close() {}
}
