package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, from the moment that it did. Belongs to the stream's event loop.
 */
public final class Subscription {
    private final Pattern pattern;
    private final byte @Nullable [] ref;
    private final Map<String, Long> since;
    private boolean cancelled;

    /**
     * @param ref the client's, as JSON, or {@code null}
     * @param since versions that the client has, by id
     */
    public Subscription(Pattern pattern, byte @Nullable [] ref, Map<String, Long> since) {
        this.pattern = pattern;
        this.ref = ref;
        this.since = new HashMap<>(since);
    }

    public Pattern pattern() {
        return pattern;
    }

    public byte @Nullable [] ref() {
        return ref;
    }

    Map<String, Long> since() {
        return since;
    }

    /** Whether it is still to be started. */
    boolean isWanted() {
        return !cancelled;
    }

    /** The client unsubscribed, or left, before it was started. */
    public void cancel() {
        cancelled = true;
    }
}
