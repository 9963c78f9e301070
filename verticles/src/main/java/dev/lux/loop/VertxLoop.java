package dev.lux.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** An event loop of Vert.x. */
public record VertxLoop(Vertx vertx, Context context) implements Loop {
    @Override
    public void run(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
