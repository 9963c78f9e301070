package dev.lux.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The two times: what the wall says, which may step, and what has passed, which may not. */
public interface Clock {
    /** Microseconds since 1970. */
    long wallMicros();

    /** Nanoseconds since some moment; only differences mean anything. */
    long elapsedNanos();

    /** The same, but for what the wall says. */
    default Clock shifted(Duration offset) {
        Clock base = this;
        long offsetMicros = TimeUnit.NANOSECONDS.toMicros(offset.toNanos());
        return new Clock() {
            @Override
            public long wallMicros() {
                return base.wallMicros() + offsetMicros;
            }

            @Override
            public long elapsedNanos() {
                return base.elapsedNanos();
            }
        };
    }

    static Clock system() {
        return new Clock() {
            @Override
            public long wallMicros() {
                Instant now = Instant.now();
                return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
            }

            @Override
            public long elapsedNanos() {
                return System.nanoTime();
            }
        };
    }
}
