package dev.lux.harness.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * What all sockets of a run were sent, and whether it was right. A document's writes are numbered from 1, so that a
 * number that is not above the last one is a step back, and a number left out is a state that was replaced or lost.
 *
 * <p>Belongs to the subscribers' event loop; {@link #counts} may be read from another thread when nothing comes any more.
 */
public final class Deliveries {
    private static final long LONGEST_MICROS = 60_000_000;

    private final int documents;
    private final int[] last;
    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    private long received;
    private long leftOut;
    private long backwards;
    private long bytes;

    /**
     * @param received deliveries since the counting began
     * @param leftOut states that were not delivered since a newer one took their place, or were lost
     * @param backwards deliveries that were not newer than the one before; 0 is right
     * @param bytes all that the sockets were sent meanwhile, with what it was wrapped in
     */
    public record Counts(long received, long leftOut, long backwards, long bytes) {}

    public Deliveries(int sockets, int documents) {
        this.documents = documents;
        this.last = new int[Math.multiplyExact(sockets, documents)];
    }

    /** So many bytes have come. */
    void read(int more) {
        bytes += more;
    }

    /** A document has come. */
    void delivered(int socket, int document, int number, long dueMicros, long nowMicros) {
        int at = socket * documents + document;
        int before = last[at];
        if (number <= before) {
            backwards++;
            return;
        }
        last[at] = number;
        received++;
        if (before > 0) {
            leftOut += number - before - 1;
        }
        latency.recordValue(Math.min(LONGEST_MICROS, Math.max(0, nowMicros - dueMicros)));
    }

    /** Counting begins; what the sockets hold stays. */
    public void begin() {
        latency.reset();
        received = 0;
        leftOut = 0;
        backwards = 0;
        bytes = 0;
    }

    public Counts counts() {
        return new Counts(received, leftOut, backwards, bytes);
    }

    /** Microseconds from when a write was due to when it was read at a socket. */
    public Histogram latency() {
        return latency;
    }

    /**
     * How many sockets and documents do not have the newest.
     *
     * @param newest per document, the number of its last write
     */
    public long stale(int[] newest) {
        long stale = 0;
        for (int at = 0; at < last.length; at++) {
            stale += last[at] == newest[at % documents] ? 0 : 1;
        }
        return stale;
    }

    /**
     * How many sockets and documents do not even have these.
     *
     * @param needed per document, the number of a write
     */
    public long below(int[] needed) {
        long below = 0;
        for (int at = 0; at < last.length; at++) {
            below += last[at] < needed[at % documents] ? 1 : 0;
        }
        return below;
    }

    /** The sockets are new: nothing was sent to them. */
    public void forget() {
        Arrays.fill(last, 0);
        begin();
    }
}
