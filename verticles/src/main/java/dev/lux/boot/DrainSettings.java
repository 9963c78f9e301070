package dev.lux.boot;

import java.time.Duration;

/**
 * How a node takes leave of its clients.
 *
 * @param notice LUX_DRAIN_WAIT: from not ready to the farewell, so that balancers notice; at most {@link #MAX}
 * @param spread LUX_DRAIN_SPREAD: over how long the clients of its streams come back; at most {@link #MAX}
 * @param minority LUX_DRAIN_MINORITY: how long it keeps its streams when it has no quorum; at most {@link #MAX}
 */
record DrainSettings(Duration notice, Duration spread, Duration minority) {
    static final Duration MAX = Duration.ofMinutes(10);
    static final DrainSettings DEFAULT =
            new DrainSettings(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(30));

    DrainSettings {
        if (notice.isNegative() || notice.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("LUX_DRAIN_WAIT is 0s to 10m");
        }
        if (spread.isNegative() || spread.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("LUX_DRAIN_SPREAD is 0s to 10m");
        }
        if (minority.isNegative() || minority.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("LUX_DRAIN_MINORITY is 0s to 10m");
        }
    }
}
