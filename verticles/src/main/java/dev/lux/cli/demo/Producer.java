package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The writer of one document at a time: an immutable state, and how it goes on. */
public sealed interface Producer permits Incident, SupportQueue, Checklist, Metric, Service, AgentRun, Device {
    /** The document that it writes; a step may turn to a new one, and then the old one is deleted. */
    String id();

    /** The document, always with a {@code summary}. */
    Map<String, Object> data();

    Producer step(RandomGenerator random);

    /** How long this state lasts. */
    Duration pause(RandomGenerator random);

    /** Evenly between the two, in seconds. */
    static Duration seconds(RandomGenerator random, double from, double to) {
        return Duration.ofMillis((long) (1000 * random.nextDouble(from, to)));
    }
}
