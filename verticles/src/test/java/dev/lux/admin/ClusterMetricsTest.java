package dev.lux.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.store.Store;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Object> answers = new ConcurrentHashMap<>();
    private final Store store = (Store) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, args) -> answers.get(method.getName()));

    @Test
    void theStoreIsAskedWhenTheMetersAreRead() {
        ClusterMetrics.register(registry, store);
        answers.putAll(Map.of("nodes", List.of("a", "b", "c"), "quorum", true, "losses", 0L));
        assertThat(registry.scrape())
                .contains("lux_cluster_nodes 3.0")
                .contains("lux_cluster_quorum 1.0")
                .contains("lux_shards_lost_total 0.0");
        answers.putAll(Map.of("nodes", List.of("a"), "quorum", false, "losses", 271L));
        assertThat(registry.scrape())
                .contains("lux_cluster_nodes 1.0")
                .contains("lux_cluster_quorum 0.0")
                .contains("lux_shards_lost_total 271.0");
    }
}
