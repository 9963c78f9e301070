package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The number of the live dashboard: a random walk that is drawn back to its mean.
 *
 * @param value {@value #LEAST} to {@value #MOST}
 */
record Metric(int value) implements Producer {
    static final int LEAST = 5;
    static final int MOST = 120;
    /** The most that one step changes. */
    static final int JUMP = 12;

    private static final String NAME = "orders_per_second";
    private static final double MEAN = 45;

    @Override
    public String id() {
        return "dashboard-main";
    }

    @Override
    public Map<String, Object> data() {
        return new Fields()
                .with("metric", NAME)
                .with("value", value)
                .with("source", "metrics-agent")
                .summary(NAME + "=" + value);
    }

    @Override
    public Metric step(RandomGenerator random) {
        double move = random.nextGaussian() * 3.5 + (MEAN - value) * 0.04;
        int bounded = (int) Math.round(Math.max(-JUMP, Math.min(JUMP, move)));
        return new Metric(Math.max(LEAST, Math.min(MOST, value + bounded)));
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return Duration.ofMillis(500);
    }
}
