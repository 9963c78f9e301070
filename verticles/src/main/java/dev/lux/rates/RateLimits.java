package dev.lux.rates;

/**
 * What is allowed in a second, on one node; 0 for no limit. Five times as much may come at once from who was quiet.
 *
 * @param requests LUX_RATE_REQUESTS: of one credential: requests, and messages on sockets
 * @param bytes LUX_RATE_BYTES: of one credential: bodies of requests, and messages on sockets
 * @param subscriptions LUX_RATE_SUBSCRIPTIONS: of one credential
 * @param addressRequests LUX_RATE_ADDRESS_REQUESTS: of one address, whoever asks
 * @param addressConnects LUX_RATE_ADDRESS_CONNECTS: connections from one address
 */
public record RateLimits(long requests, long bytes, long subscriptions, long addressRequests, long addressConnects) {
    public static final RateLimits NONE = new RateLimits(0, 0, 0, 0, 0);
}
