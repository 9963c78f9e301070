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
import org.jspecify.annotations.Nullable;

/**
 * The connected streams of one event loop: one timer asks all of them whether they live, and a stop says bye to all.
 *
 * <p>Belongs to that event loop.
 */
public final class LiveStreams {
    /** How often the broker pings. */
    public static final Duration PING = Duration.ofSeconds(25);

    private final Context context;
    private final RandomGenerator random;
    private final Set<LiveStream> streams = new LinkedHashSet<>();
    /** Over how long the clients' return is spread; {@code null} while nobody has said bye. */
    private @Nullable Duration spread;

    private boolean over;

    public LiveStreams(Vertx vertx, Context context, RandomGenerator random) {
        this.context = context;
        this.random = random;
        vertx.setPeriodic(PING.toMillis(), timer -> List.copyOf(streams).forEach(LiveStream::checkAlive));
    }

    /** A stream that comes after the bye is told it at once. */
    public void add(LiveStream stream) {
        streams.add(stream);
        if (spread != null) {
            sayBye(stream, spread);
        }
        if (over) {
            stream.endAfterBye();
        }
    }

    public void remove(LiveStream stream) {
        streams.remove(stream);
    }

    /**
     * Says bye to every stream. May be called from any thread.
     *
     * @param over clients that come back all at once would be a storm: each is told a random time of at most this
     */
    public Future<Void> sayBye(Duration over) {
        return onContext(() -> {
            spread = over;
            List.copyOf(streams).forEach(stream -> sayBye(stream, over));
        });
    }

    private void sayBye(LiveStream stream, Duration within) {
        stream.sayBye(random.nextLong(within.toMillis() + 1));
    }

    /** Ends every stream; all were told bye. May be called from any thread. */
    public Future<Void> end() {
        return onContext(() -> {
            over = true;
            List.copyOf(streams).forEach(LiveStream::endAfterBye);
        });
    }

    private Future<Void> onContext(Runnable task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(turn -> {
            task.run();
            done.complete();
        });
        return done.future();
    }
}
