package dev.lux.boot;

import dev.lux.lifecycle.Lifecycle;
import dev.lux.lifecycle.Lifecycle.Phase;
import dev.lux.stream.Farewell;
import dev.lux.stream.StreamSlots;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Takes a node from its clients so that none of them loses anything: it is not ready, and waits for balancers to notice;
 * then it refuses new writes and says bye; then what is under way ends; then streams and connections end.
 *
 * <p>Without the wait it takes at most {@link #LIMIT}, whatever clients do. May be called on any thread.
 */
final class Drain {
    /** Requests that cross with the news are answered. */
    static final Duration FAREWELL_AT_LEAST = Duration.ofMillis(500);

    /** Messages that cross with the bye are answered, and clients close by themselves. */
    static final Duration FAREWELL_AT_MOST = Duration.ofSeconds(2);

    /** Beyond the deadline of a write at its owner; one that is not answered by then never will be. */
    static final Duration WRITES_AT_MOST = Duration.ofSeconds(6);

    private static final Duration CONNECTIONS_AT_MOST = Duration.ofSeconds(1);
    static final Duration LIMIT = WRITES_AT_MOST.plus(CONNECTIONS_AT_MOST);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Clock clock;
    private final DrainSettings settings;
    private final Lifecycle lifecycle;
    private final StreamSlots slots;
    private final List<HttpVerticle> fronts;

    Drain(
            Vertx vertx,
            Clock clock,
            DrainSettings settings,
            Lifecycle lifecycle,
            StreamSlots slots,
            List<HttpVerticle> fronts) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        this.lifecycle = lifecycle;
        this.slots = slots;
        this.fronts = fronts;
    }

    /** @return fails when something could not be said or ended; the rest was, all the same */
    Future<Void> run() {
        return balancersNotice()
                .compose(noticed -> {
                    lifecycle.moveTo(Phase.DRAINING);
                    return atEachFront(front -> front.streams().sayBye(Farewell.DRAINING, settings.spread()));
                })
                .transform(said -> farewell())
                .transform(waited -> atEachFront(front -> front.end(CONNECTIONS_AT_MOST)));
    }

    private Future<?> balancersNotice() {
        if (settings.notice().isZero()) {
            return Future.succeededFuture();
        }
        lifecycle.moveTo(Phase.LEAVING);
        return vertx.timer(settings.notice().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Void> farewell() {
        long startNanos = clock.elapsedNanos();
        Promise<Void> over = Promise.promise();
        vertx.setPeriodic(LOOK.toMillis(), timer -> {
            Duration elapsed = Duration.ofNanos(clock.elapsedNanos() - startNanos);
            if (mayEnd(elapsed, slots.open(), lifecycle.writesUnderWay())) {
                vertx.cancelTimer(timer);
                over.complete();
            }
        });
        return over.future();
    }

    /**
     * Whether the farewell is over.
     *
     * @param elapsed since the bye
     */
    static boolean mayEnd(Duration elapsed, int streams, int writesUnderWay) {
        if (writesUnderWay > 0) {
            return elapsed.compareTo(WRITES_AT_MOST) >= 0;
        }
        return elapsed.compareTo(streams > 0 ? FAREWELL_AT_MOST : FAREWELL_AT_LEAST) >= 0;
    }

    private Future<Void> atEachFront(Function<HttpVerticle, Future<Void>> task) {
        return Future.join(fronts.stream().map(task).toList()).mapEmpty();
    }
}
