package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How many wait in a support queue, and for how long.
 *
 * @param waiting 0 to 25
 * @param oldestMinutes 0 when nobody waits
 */
record SupportQueue(String queue, int waiting, int oldestMinutes) implements Producer {
    private static final int MOST = 25;

    @Override
    public String id() {
        return "queue-" + queue;
    }

    @Override
    public Map<String, Object> data() {
        return new Fields()
                .with("queue", queue)
                .with("waiting", waiting)
                .with("oldestMinutes", oldestMinutes)
                .summary(queue + " " + waiting + " waiting");
    }

    @Override
    public SupportQueue step(RandomGenerator random) {
        int next = Math.max(0, Math.min(MOST, waiting + random.nextInt(-3, 4)));
        boolean oldestLeft = next < waiting;
        int oldest = next == 0 ? 0 : oldestLeft ? random.nextInt(oldestMinutes + 1) : oldestMinutes + 1;
        return new SupportQueue(queue, next, oldest);
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return Producer.seconds(random, 3, 7);
    }
}
