package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The health of a service beside the dashboard's number.
 *
 * @param usualMs its latency when healthy
 * @param latencyMs now
 */
record Service(String service, int usualMs, int latencyMs, boolean healthy) implements Producer {
    @Override
    public String id() {
        return "service-" + service;
    }

    @Override
    public Map<String, Object> data() {
        String status = healthy ? "healthy" : "degraded";
        return new Fields()
                .with("service", service)
                .with("status", status)
                .with("metric", "latency_ms")
                .with("value", latencyMs)
                .with("source", "service-agent")
                .summary(service + " " + status + " " + latencyMs + " ms");
    }

    @Override
    public Service step(RandomGenerator random) {
        boolean next = healthy ? random.nextInt(100) >= 4 : random.nextInt(100) < 30;
        double factor = next ? random.nextDouble(0.8, 1.3) : random.nextDouble(3, 6);
        return new Service(service, usualMs, (int) (usualMs * factor), next);
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return Producer.seconds(random, 2, 4);
    }
}
