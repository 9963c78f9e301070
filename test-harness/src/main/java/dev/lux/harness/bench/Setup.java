package dev.lux.harness.bench;

import dev.lux.harness.bench.load.WritePlan;
import java.time.Duration;

/**
 * One load, the same for every server.
 *
 * @param sockets how many follow all documents
 * @param documents how many are written, in turn
 * @param documentBytes how long each is
 * @param connections of the writers, each with one write under way
 * @param perSecond how many writes are due
 * @param warmUp how long they are made before anything counts
 * @param time how long they then are
 */
record Setup(
        int sockets,
        int documents,
        int documentBytes,
        int connections,
        double perSecond,
        Duration warmUp,
        Duration time) {
    WritePlan plan(Duration during) {
        return new WritePlan(documents, perSecond, during);
    }

    /** How many deliveries there are if no state is left out. */
    long offered() {
        return plan(time).writes() * sockets;
    }
}
