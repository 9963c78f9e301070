package dev.lux.rates;

/**
 * Tokens that come at a steady rate, up to what comes in {@link #BURST_SECONDS}. Whoever finds some may take more than
 * there are, and finds none until the debt is paid: so a request larger than the bucket is not refused for ever, and is
 * paid for nevertheless. (The token bucket of RFC 2697, section 3, with a deficit.)
 */
final class TokenBucket {
    /** How long somebody who was quiet may be louder. */
    static final int BURST_SECONDS = 5;

    private static final double NANOS = 1e9;

    private final long perSecond;
    private double tokens;
    private long lastNanos;

    TokenBucket(long perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = size();
        this.lastNanos = nowNanos;
    }

    private double size() {
        return (double) perSecond * BURST_SECONDS;
    }

    /** @return whether there was one, and {@code amount} were taken */
    synchronized boolean take(long amount, long nowNanos) {
        fill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= amount;
        return true;
    }

    /** A bucket that is full is as good as none. */
    synchronized boolean isFull(long nowNanos) {
        fill(nowNanos);
        return tokens >= size();
    }

    private void fill(long nowNanos) {
        if (nowNanos > lastNanos) {
            tokens = Math.min(size(), tokens + (nowNanos - lastNanos) / NANOS * perSecond);
            lastNanos = nowNanos;
        }
    }
}
