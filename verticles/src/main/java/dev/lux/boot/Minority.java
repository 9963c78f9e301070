package dev.lux.boot;

import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStreams;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sends the streams of a node without quorum to other nodes. Not at once: a quorum is mostly lost for seconds, while
 * subscribers keep what they have and are told that it may be old. And never for good: the node may be the last that
 * holds a copy, so it stays and takes streams again when it sees its cluster again.
 */
final class Minority {
    private static final Duration LOOK = Duration.ofMillis(250);

    private enum Phase {
        /** It has its quorum, or has lost it a short time ago. */
        KEEPS_STREAMS,
        SAID_BYE,
        ENDED
    }

    private final Clock clock;
    private final DrainSettings settings;
    private final BooleanSupplier quorum;
    private final List<LiveStreams> streams;
    private Phase phase = Phase.KEEPS_STREAMS;
    /** When it was last seen to have its quorum, or said bye. */
    private long sinceNanos;

    Minority(Clock clock, DrainSettings settings, BooleanSupplier quorum, List<LiveStreams> streams) {
        this.clock = clock;
        this.settings = settings;
        this.quorum = quorum;
        this.streams = List.copyOf(streams);
        this.sinceNanos = clock.elapsedNanos();
    }

    /** Looks from now on, as long as the node runs. */
    void start(Vertx vertx) {
        vertx.setPeriodic(LOOK.toMillis(), timer -> look());
    }

    /** On one thread at a time. */
    void look() {
        if (quorum.getAsBoolean()) {
            sinceNanos = clock.elapsedNanos();
            if (phase != Phase.KEEPS_STREAMS) {
                phase = Phase.KEEPS_STREAMS;
                streams.forEach(LiveStreams::welcome);
            }
        } else if (phase == Phase.KEEPS_STREAMS && hasPassed(settings.minority())) {
            phase = Phase.SAID_BYE;
            sinceNanos = clock.elapsedNanos();
            streams.forEach(each -> each.sayBye(Farewell.NO_QUORUM, settings.spread()));
        } else if (phase == Phase.SAID_BYE && hasPassed(Drain.FAREWELL_AT_MOST)) {
            phase = Phase.ENDED;
            streams.forEach(each -> each.end(Farewell.NO_QUORUM));
        }
    }

    private boolean hasPassed(Duration time) {
        return clock.elapsedNanos() - sinceNanos >= time.toNanos();
    }
}
