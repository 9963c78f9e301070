package dev.lux.subscription;

/** Counts what the streams of one event loop are sent. */
public interface StreamStats {
    /**
     * Changes were written to a stream, in one turn.
     *
     * @param atMicros wall clock of the owner at the last one's write
     */
    void delivered(int changes, long atMicros);

    /**
     * To a stream that takes patches, changes of documents that are large enough for them were written, in one turn.
     *
     * @param patches how many as what differs from the state before
     * @param states how many as the whole state
     */
    void patchable(int patches, int states);

    /** States that a stream did not get, since newer ones replaced them. */
    void replaced(long states);

    void subscriptionsChanged(int delta);
}
