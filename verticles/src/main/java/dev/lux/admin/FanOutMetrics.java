package dev.lux.admin;

import dev.lux.owner.FanOutCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What owners send to nodes, as metrics: a write costs one message per node with an interest in it, or less when one
 * message carries several. Usable on any thread.
 */
final class FanOutMetrics implements FanOutCounts {
    private final Counter updates;
    private final Counter changes;
    private final Counter resent;

    FanOutMetrics(MeterRegistry registry) {
        updates = Counter.builder("lux.updates.sent")
                .description("Messages with changes from owners of this node, each to one node, this one included")
                .register(registry);
        changes = Counter.builder("lux.changes.sent")
                .description("Changes in those messages; newer ones replace older that were not sent yet")
                .register(registry);
        resent = Counter.builder("lux.updates.resent")
                .description("Updates that owners of this node sent again, since no acknowledgement came")
                .register(registry);
    }

    @Override
    public void sent(int changesInIt) {
        updates.increment();
        changes.increment(changesInIt);
    }

    @Override
    public void resent(int again) {
        resent.increment(again);
    }

    long resentUpdates() {
        return (long) resent.count();
    }
}
