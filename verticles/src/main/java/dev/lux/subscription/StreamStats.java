package dev.lux.subscription;

/** Counts what the streams of one event loop are sent. */
public interface StreamStats {
    /**
     * A change was written to a stream.
     *
     * @param atMicros wall clock of the owner at its write
     */
    void delivered(long atMicros);

    /** States that a stream did not get, since newer ones replaced them. */
    void replaced(long states);

    void subscriptionsChanged(int delta);
}
