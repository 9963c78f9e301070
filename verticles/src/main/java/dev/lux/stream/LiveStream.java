package dev.lux.stream;

/** A connected stream, as the node sees it that looks after all of them. Calls on the stream's event loop. */
public interface LiveStream {
    /** Looks whether the client is still there, and asks it to show so. */
    void checkAlive();

    /** Credentials have changed: looks whether that of this stream is still what it was. */
    void checkCredential();

    /**
     * Says {@code bye}; the stream goes on, so that what is under way is answered.
     *
     * @param reconnectAfterMillis when the client may come back, to another node
     */
    void sayBye(Farewell farewell, long reconnectAfterMillis);

    /** Ends a stream that was told bye. */
    void endAfterBye(Farewell farewell);
}
