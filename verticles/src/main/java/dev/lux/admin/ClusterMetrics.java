package dev.lux.admin;

import dev.lux.store.Store;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What this node knows of its cluster, asked of the store when the meters are read. */
public final class ClusterMetrics {
    private ClusterMetrics() {}

    public static void register(MeterRegistry registry, Store store) {
        Gauge.builder("lux.cluster.nodes", store, known -> known.nodes().size())
                .description("Nodes that this node sees in its cluster, itself included")
                .register(registry);
        Gauge.builder("lux.cluster.quorum", store, known -> known.quorum() ? 1 : 0)
                .description("1 while enough data members are there to take writes")
                .register(registry);
        FunctionCounter.builder("lux.shards.lost", store, Store::losses)
                .description("Shards that lost all their copies at once: what they held is gone")
                .register(registry);
    }
}
