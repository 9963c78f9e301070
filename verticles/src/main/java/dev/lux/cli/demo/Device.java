package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A device or gateway in the field.
 *
 * @param id of its document
 * @param temperatureC the last that it told
 */
record Device(String id, String device, boolean online, int temperatureC) implements Producer {
    static final int COOLEST = 28;
    static final int HOTTEST = 58;

    @Override
    public Map<String, Object> data() {
        String status = online ? "online" : "offline";
        return new Fields()
                .with("device", device)
                .with("status", status)
                .with("temperatureC", temperatureC)
                .with("source", "edge-agent")
                .summary(device + " " + status + " " + temperatureC + "C");
    }

    @Override
    public Device step(RandomGenerator random) {
        boolean next = online ? random.nextInt(100) >= 4 : random.nextInt(100) < 40;
        int moved = Math.max(COOLEST, Math.min(HOTTEST, temperatureC + random.nextInt(-2, 3)));
        // Nobody reads the thermometer of a device that is away.
        return new Device(id, device, next, next ? moved : temperatureC);
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return Producer.seconds(random, 2, 5);
    }
}
