package dev.lux.boot;

import dev.lux.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** This machine's clock, or one that is wrong by as much as a test of clocks wants it to be. */
final class OwnClock {
    private static final String OFFSET = "lux.clock.offset";

    private OwnClock() {}

    /** @throws IllegalArgumentException when the system property makes no sense */
    static Clock read() {
        String offset = System.getProperty(OFFSET);
        try {
            return offset == null ? Clock.system() : Clock.system().shifted(Duration.parse(offset));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(OFFSET + " is a duration such as PT1H or -PT90S, but is: " + offset, e);
        }
    }
}
