package dev.lux.owner;

import dev.lux.command.Tenure;
import dev.lux.document.Lease;
import dev.lux.document.Lifetime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a document's lease and its ttl run out, in the owner's {@link ListeningTime}; {@link #NEVER}: not.
 *
 * @param leaseNanos never for a document whose lease has run out
 */
record Due(long leaseNanos, long ttlNanos) {
    static final long NEVER = Long.MAX_VALUE;
    static final Due NOT = new Due(NEVER, NEVER);

    /** All of it from now on: what has passed of it before is not known. */
    static Due inFull(Lifetime lifetime, ListeningTime time) {
        if (lifetime.isEndless()) {
            return NOT;
        }
        long now = time.look();
        return new Due(lease(lifetime, now), ttl(lifetime, now));
    }

    /**
     * After a write.
     *
     * @param next what it made of the document's lifetime
     * @param said what the write said, and so arms anew
     */
    Due after(Lifetime next, @Nullable Tenure said, ListeningTime time) {
        if (next.isEndless()) {
            return NOT;
        }
        long nowNanos = time.look();
        boolean leaseGoesOn = said == null || !said.renews();
        boolean ttlGoesOn = said == null || said.ttlMillis() == Tenure.KEEP;
        return new Due(
                leaseGoesOn && lease(next, nowNanos) != NEVER ? leaseNanos : lease(next, nowNanos),
                ttlGoesOn && ttl(next, nowNanos) != NEVER ? ttlNanos : ttl(next, nowNanos));
    }

    /** The same without the lease, which has run out. */
    Due withoutLease() {
        return new Due(NEVER, ttlNanos);
    }

    long earliestNanos() {
        return Math.min(leaseNanos, ttlNanos);
    }

    private static long lease(Lifetime lifetime, long nowNanos) {
        Lease lease = lifetime.lease();
        return lease == null || lifetime.expired() != null
                ? NEVER
                : nowNanos + TimeUnit.MILLISECONDS.toNanos(lease.millis());
    }

    private static long ttl(Lifetime lifetime, long nowNanos) {
        return lifetime.ttlMillis() == 0 ? NEVER : nowNanos + TimeUnit.MILLISECONDS.toNanos(lifetime.ttlMillis());
    }
}
