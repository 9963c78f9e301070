package dev.lux.harness.cluster;

import java.io.IOException;

/** What is between the nodes of a cluster. Nodes are named by numbers from 1. */
sealed interface Network extends AutoCloseable permits Loopback, Namespaces {
    /** Makes the place of a node; once per number. */
    Place add(int node) throws IOException;

    /** For people: what kind of network it is. */
    String description();

    /** Loses every packet from one node to another; the other direction is left as it is. */
    void block(int from, int to) throws IOException;

    void unblock(int from, int to) throws IOException;

    /** Lets this much through to and from a node, and queues the rest for at most {@code queueMillis}. */
    void slowDown(int node, int kilobitsPerSecond, int queueMillis) throws IOException;

    void speedUp(int node) throws IOException;

    /** Whether packets can be lost at all. */
    boolean canBreak();

    @Override
    void close();

    /** Namespaces where this machine allows them, else loopback. */
    static Network best() {
        try {
            return Namespaces.open();
        } catch (IOException notAllowed) {
            return new Loopback(String.valueOf(notAllowed.getMessage()));
        }
    }

    /** A port that is the same on every node, since each has an address of its own. */
    int CLIENT_PORT = 8080;

    int MEMBER_PORT = 5701;

    int BUS_PORT = 15_701;
}
