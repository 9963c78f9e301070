package dev.lux.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The connected streams of one event loop: one timer asks all of them whether they live, and a stop says bye to all.
 *
 * <p>Belongs to that event loop.
 */
public final class LiveStreams {
    /** How often the broker pings. */
    public static final Duration PING = Duration.ofSeconds(25);

    /** Clients that come back all at once would be a storm: they are spread over this time. */
    private static final long SPREAD_MILLIS = 2_000;

    private final Context context;
    private final RandomGenerator random;
    private final Set<LiveStream> streams = new LinkedHashSet<>();

    public LiveStreams(Vertx vertx, Context context, RandomGenerator random) {
        this.context = context;
        this.random = random;
        vertx.setPeriodic(PING.toMillis(), timer -> List.copyOf(streams).forEach(LiveStream::checkAlive));
    }

    public void add(LiveStream stream) {
        streams.add(stream);
    }

    public void remove(LiveStream stream) {
        streams.remove(stream);
    }

    /** Says bye to every stream. May be called from any thread. */
    public Future<Void> sayBye() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(turn -> {
            List.copyOf(streams).forEach(stream -> stream.sayBye(random.nextLong(SPREAD_MILLIS)));
            done.complete();
        });
        return done.future();
    }
}
