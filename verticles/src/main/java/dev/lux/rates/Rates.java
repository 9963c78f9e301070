package dev.lux.rates;

import dev.lux.access.Principal;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.time.Clock;
import org.jspecify.annotations.Nullable;

/** Counts what each credential and each address asks for, and refuses what is more than the limits. */
public final class Rates {
    private final Clock clock;
    private final TrustedProxies proxies;
    private final KeyedBuckets requests;
    private final KeyedBuckets bytes;
    private final KeyedBuckets subscriptions;
    private final KeyedBuckets addressRequests;
    private final KeyedBuckets addressConnects;

    public Rates(RateLimits limits, TrustedProxies proxies, Clock clock) {
        this.clock = clock;
        this.proxies = proxies;
        this.requests = new KeyedBuckets(limits.requests());
        this.bytes = new KeyedBuckets(limits.bytes());
        this.subscriptions = new KeyedBuckets(limits.subscriptions());
        this.addressRequests = new KeyedBuckets(limits.addressRequests());
        this.addressConnects = new KeyedBuckets(limits.addressConnects());
    }

    /** Who may say for whom a request is. */
    public TrustedProxies proxies() {
        return proxies;
    }

    /** Whether one more connection may come from {@code peer}; those of trusted proxies always may. */
    public boolean mayConnect(String peer) {
        return !addressConnects.isLimited()
                || proxies.isTrusted(peer)
                || addressConnects.take(Addresses.network(peer), 1, clock.elapsedNanos());
    }

    /** Whether {@link #request(String)} looks at addresses. */
    public boolean limitsAddresses() {
        return addressRequests.isLimited();
    }

    /**
     * A request came, of somebody who is not known yet.
     *
     * @throws LuxException {@code rate_limited}
     */
    public void request(String address) {
        if (addressRequests.isLimited() && !addressRequests.take(Addresses.network(address), 1, clock.elapsedNanos())) {
            throw limited("requests from its address");
        }
    }

    /**
     * A request, or a message on a socket, of {@code who}.
     *
     * @throws LuxException {@code rate_limited}
     */
    public void request(Principal who) {
        requests(who, 1);
    }

    /**
     * Several writes in one request, each of which is one.
     *
     * @throws LuxException {@code rate_limited}
     */
    public void requests(Principal who, int count) {
        if (requests.isLimited() && count > 0 && !requests.take(key(who), count, clock.elapsedNanos())) {
            throw limited("requests of its credential");
        }
    }

    /**
     * What is read and to be worked on.
     *
     * @throws LuxException {@code rate_limited}
     */
    public void bytes(Principal who, long count) {
        if (bytes.isLimited() && count > 0 && !bytes.take(key(who), count, clock.elapsedNanos())) {
            throw limited("bytes of its credential");
        }
    }

    /** @return the refusal that a message on a socket is to be given, which may have its ref in it; {@code null} for none */
    public @Nullable LuxException message(Principal who, int size) {
        try {
            request(who);
            bytes(who, size);
            return null;
        } catch (LuxException tooMuch) {
            return tooMuch;
        }
    }

    /**
     * What a stream asks to be told of.
     *
     * @throws LuxException {@code rate_limited}
     */
    public void subscriptions(Principal who, int count) {
        if (subscriptions.isLimited() && count > 0 && !subscriptions.take(key(who), count, clock.elapsedNanos())) {
            throw limited("subscriptions of its credential");
        }
    }

    private static String key(Principal who) {
        return who.credential() + '\n' + who.name();
    }

    private static LuxException limited(String what) {
        return new LuxException(
                ErrorCode.RATE_LIMITED, "More " + what + " came than are allowed in a second; nothing was done.");
    }
}
