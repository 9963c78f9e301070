package dev.lux.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connected streams of one event loop: one timer asks all of them whether they live, and a node that stops or
 * has lost its quorum says bye to all.
 *
 * <p>Belongs to that event loop.
 */
public final class LiveStreams {
    /** How often the broker pings. */
    public static final Duration PING = Duration.ofSeconds(25);
    /** The pings of a round are spread over so many. */
    private static final int STEPS = 100;

    private final Context context;
    private final RandomGenerator random;
    private final Turns<LiveStream> streams = new Turns<>(STEPS);
    /** {@code null} while streams are welcome. */
    private @Nullable Farewell farewell;

    private Duration spread = Duration.ZERO;
    private boolean over;

    public LiveStreams(Vertx vertx, Context context, RandomGenerator random) {
        this.context = context;
        this.random = random;
        vertx.setPeriodic(PING.toMillis() / STEPS, timer -> streams.take().forEach(LiveStream::checkAlive));
    }

    /** A stream that comes after the bye is told it at once. */
    public void add(LiveStream stream) {
        streams.add(stream);
        if (farewell != null) {
            sayBye(stream, farewell);
        }
        if (farewell != null && over) {
            stream.endAfterBye(farewell);
        }
    }

    public void remove(LiveStream stream) {
        streams.remove(stream);
    }

    /**
     * Says bye to every stream. A node that stops does so whatever it said before. May be called from any thread.
     *
     * @param within clients that come back all at once would be a storm: each is told a random time of at most this
     */
    public Future<Void> sayBye(Farewell why, Duration within) {
        return onContext(() -> {
            if (farewell != Farewell.DRAINING) {
                farewell = why;
                spread = within;
                over = false;
                streams.all().forEach(stream -> sayBye(stream, why));
            }
        });
    }

    private void sayBye(LiveStream stream, Farewell why) {
        stream.sayBye(why, random.nextLong(spread.toMillis() + 1));
    }

    /** Ends every stream that was told so, and those that still come. May be called from any thread. */
    public Future<Void> end(Farewell why) {
        return onContext(() -> {
            if (farewell == why) {
                over = true;
                streams.all().forEach(stream -> stream.endAfterBye(why));
            }
        });
    }

    /** Credentials have changed. May be called from any thread. */
    public Future<Void> checkCredentials() {
        return onContext(() -> streams.all().forEach(LiveStream::checkCredential));
    }

    /** Streams may come again, unless the node stops. May be called from any thread. */
    public Future<Void> welcome() {
        return onContext(() -> {
            if (farewell != Farewell.DRAINING) {
                farewell = null;
            }
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
