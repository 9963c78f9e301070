package dev.lux.subscription;

/**
 * Where a stream's frames go: a socket or an event stream. All calls on the stream's event loop.
 *
 * <p>A sink that is full accepts nothing more; it calls {@link Outbox#drain} when there is room again.
 */
public interface Sink {
    /** Whether another frame may be written now. */
    boolean hasRoom();

    /**
     * Writes one frame; {@link #flush} sends it.
     *
     * @param frame JSON as UTF-8; shared, not to be changed
     * @param version of the document that the frame is about, or 0
     */
    void write(byte[] frame, long version);

    /** Sends what was written. */
    void flush();

    /** Stops, or resumes, reading from the client. */
    void pauseReading(boolean pause);
}
