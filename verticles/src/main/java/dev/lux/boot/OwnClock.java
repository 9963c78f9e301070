package dev.lux.boot;

import dev.lux.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This machine's clock, or one that is wrong by as much as a test of clocks wants it to be. */
final class OwnClock {
    private static final Logger LOG = LoggerFactory.getLogger(OwnClock.class);
    private static final String OFFSET = "lux.clock.offset";

    private OwnClock() {}

    /** @throws IllegalArgumentException when the system property makes no sense */
    static Clock read() {
        String offset = System.getProperty(OFFSET);
        try {
            if (offset == null) {
                return Clock.system();
            }
            Duration shift = Duration.parse(offset);
            LOG.warn("this node's clock is the machine's, shifted by {}, as {} says: for tests alone", shift, OFFSET);
            return Clock.system().shifted(shift);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(OFFSET + " is a duration such as PT1H or -PT90S, but is: " + offset, e);
        }
    }
}
