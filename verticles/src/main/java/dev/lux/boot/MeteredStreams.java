package dev.lux.boot;

import dev.lux.admin.BrokerMetrics;
import dev.lux.subscription.StreamStats;
import dev.lux.time.Clock;
import java.util.concurrent.TimeUnit;

/** What streams are sent, as metrics. Usable on any thread. */
record MeteredStreams(BrokerMetrics metrics, Clock clock) implements StreamStats {
    @Override
    public void delivered(long atMicros) {
        metrics.delivered(1);
        metrics.deliveredAfter(TimeUnit.MICROSECONDS.toNanos(Math.max(0, clock.wallMicros() - atMicros)));
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
