package dev.lux.owner;

import dev.lux.command.Tenure;
import dev.lux.document.HolderToken;
import dev.lux.document.Lease;
import dev.lux.document.Lifetime;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a document, and what a write makes of that. The holder's token is a fence: who has lost the lease, since
 * somebody else took it or since the document was deleted, changes nothing by showing it.
 */
final class TenureRules {
    private TenureRules() {}

    /** Whether the write comes from whom it says: the holder, or anybody who says nothing of it and ends no lease. */
    static boolean holds(Lifetime now, @Nullable Tenure said) {
        if (said == null) {
            return true;
        }
        Lease lease = now.lease();
        HolderToken holder = said.holder();
        if (holder == null) {
            return lease == null || said.leaseMillis() != Tenure.END;
        }
        return lease != null && lease.holder().equals(holder);
    }

    /**
     * How long the document holds good after a write that {@link #holds}. What the write does not mention stays, a stale
     * mark too; who renews the lease, or takes it, clears the mark.
     */
    static Lifetime next(Lifetime now, @Nullable Tenure said) {
        if (said == null) {
            return now;
        }
        long ttl = said.ttlMillis() == Tenure.KEEP ? now.ttlMillis() : said.ttlMillis();
        Lease lease = now.lease();
        HolderToken granted = said.granted();
        if (granted != null) {
            lease = new Lease(granted, said.leaseMillis(), said.onExpire());
        } else if (said.leaseMillis() == Tenure.END) {
            lease = null;
        }
        return new Lifetime(ttl, lease, said.renews() ? null : now.expired());
    }
}
