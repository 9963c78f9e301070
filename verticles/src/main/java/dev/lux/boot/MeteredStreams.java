package dev.lux.boot;

import dev.lux.admin.BrokerMetrics;
import dev.lux.subscription.StreamStats;
import dev.lux.time.Clock;
import java.util.concurrent.TimeUnit;

/** What the streams of one event loop are sent, as metrics. Belongs to that event loop. */
final class MeteredStreams implements StreamStats {
    /** One of at least so many deliveries is timed: to look at clocks costs as much as to write to a socket's buffer. */
    private static final int TIMED = 16;

    private final BrokerMetrics metrics;
    private final Clock clock;
    private int untimed;

    MeteredStreams(BrokerMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void delivered(int changes, long atMicros) {
        metrics.delivered(changes);
        untimed -= changes;
        if (untimed <= 0) {
            untimed = TIMED;
            metrics.deliveredAfter(TimeUnit.MICROSECONDS.toNanos(Math.max(0, clock.wallMicros() - atMicros)));
        }
    }

    @Override
    public void patchable(int patches, int states) {
        metrics.patchable(patches, states);
    }

    @Override
    public void replaced(long states) {
        metrics.replaced((int) Math.min(states, Integer.MAX_VALUE));
    }

    @Override
    public void subscriptionsChanged(int delta) {
        metrics.subscriptionsChanged(delta);
    }
}
