package dev.lux.rates;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One bucket for each of many, and a bound on how many are remembered: those who were quiet are forgotten first. */
final class KeyedBuckets {
    /** Each takes some 150 bytes. */
    static final int MOST = 50_000;

    private final long perSecond;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** @param perSecond 0: no limit */
    KeyedBuckets(long perSecond) {
        this.perSecond = perSecond;
    }

    boolean isLimited() {
        return perSecond > 0;
    }

    boolean take(String key, long amount, long nowNanos) {
        if (perSecond == 0) {
            return true;
        }
        TokenBucket bucket = buckets.get(key);
        if (bucket == null) {
            if (buckets.size() >= MOST) {
                forget(nowNanos);
            }
            bucket = buckets.computeIfAbsent(key, absent -> new TokenBucket(perSecond, nowNanos));
        }
        return bucket.take(amount, nowNanos);
    }

    /** Those that are full; when none is, any tenth, who then begin anew. */
    private synchronized void forget(long nowNanos) {
        buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
        Iterator<TokenBucket> some = buckets.values().iterator();
        while (buckets.size() > MOST - MOST / 10 && some.hasNext()) {
            some.next();
            some.remove();
        }
    }

    int size() {
        return buckets.size();
    }
}
