package dev.lux.document;

import org.jspecify.annotations.Nullable;

/**
 * How long a document holds good. Only durations, no times of day: what has passed of them is known to the owner alone,
 * and a new owner counts from the start.
 *
 * @param ttlMillis how long after it was said the document is deleted; 0: it is not
 * @param lease {@code null}: nobody promised to be heard from
 * @param expired what ran out, {@code null}: nothing
 */
public record Lifetime(
        long ttlMillis, @Nullable Lease lease, @Nullable Expiry expired) {
    /** Of a document that stays as it is until somebody writes. */
    public static final Lifetime ENDLESS = new Lifetime(0, null, null);

    /** Of a document that was deleted by what ran out. */
    public static Lifetime ended(Expiry expiry) {
        return new Lifetime(0, null, expiry);
    }

    public boolean isEndless() {
        return ttlMillis == 0 && lease == null && expired == null;
    }

    /** The same, but that this has run out. */
    public Lifetime stale(Expiry expiry) {
        return new Lifetime(ttlMillis, lease, expiry);
    }
}
