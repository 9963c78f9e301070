package dev.lux.subscription;

import dev.lux.document.Pattern;

/** Who is told of changed documents, on the hub's event loop. */
interface Subscriber {
    /**
     * A document that matches has changed; {@link HubDocument#newest} is the state now. Called once or more per change,
     * when several patterns match. It must not subscribe or unsubscribe anyone; {@link #turnEnded} may.
     *
     * @param states how many states were committed since the last change, at least 1
     * @param wasLive whether the document was live before
     * @return whether this is the first call since the last {@link #turnEnded}
     */
    boolean changed(HubDocument document, long states, boolean wasLive);

    /** What the pattern shows may be old from now on, or no longer is. */
    void live(Pattern pattern, boolean live);

    /** All changes of this turn have been told. */
    void turnEnded();
}
