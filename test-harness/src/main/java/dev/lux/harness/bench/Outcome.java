package dev.lux.harness.bench;

import dev.lux.harness.bench.load.Deliveries;

/**
 * What one server did with one load.
 *
 * @param writes answered, or handed over where there is no answer
 * @param offered deliveries if every state went to every socket
 * @param counts of deliveries
 * @param stale pairs of socket and document without the newest state one second after the last write
 * @param serverNanos processor time of the server
 * @param loadShare processor time of the load as a share of what its cores have
 * @param ackP50Micros from when a write was due to its answer
 * @param p50Micros from when a write was due to when a socket had it
 */
record Outcome(
        long writes,
        long offered,
        Deliveries.Counts counts,
        long stale,
        long serverNanos,
        double serverShare,
        double loadShare,
        long ackP50Micros,
        long ackP99Micros,
        long p50Micros,
        long p99Micros,
        long maxMicros) {
    private static final long SECOND_MICROS = 1_000_000;

    /** Processor time of the server per delivery that came. */
    double microsPerDelivery() {
        return counts.received() == 0 ? Double.NaN : serverNanos / 1e3 / counts.received();
    }

    /** Per delivery that was asked for: one that a newer state made needless costs nothing. */
    double microsPerOffered() {
        return offered == 0 ? Double.NaN : serverNanos / 1e3 / offered;
    }

    /** How long a delivery was on its way out of the server, with what it was wrapped in. */
    double bytesPerDelivery() {
        return counts.received() == 0 ? Double.NaN : 1.0 * counts.bytes() / counts.received();
    }

    double microsPerWrite() {
        return serverNanos / 1e3 / writes;
    }

    /** Whether it was right, and nothing took a second. */
    boolean keepsUp() {
        return isRight() && p99Micros < SECOND_MICROS && ackP99Micros < SECOND_MICROS;
    }

    /** Whether every socket came to hold everything, and nothing ever went back. */
    boolean isRight() {
        return stale == 0 && counts.backwards() == 0;
    }
}
