package dev.lux.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop of Vert.x. */
public record VertxLoop(Vertx vertx, Context context) implements Loop {
    @Override
    public void run(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    /**
     * Netty runs tasks, and those that they add, for up to a second before it looks at connections ({@code
     * io.netty.eventLoop.maxTaskProcessingQuantumMs}); what is scheduled, be it for now, waits for the next round.
     */
    @Override
    public void runAfterIo(Runnable task) {
        ContextInternal internal = (ContextInternal) context;
        var unused = internal.nettyEventLoop()
                .schedule(() -> internal.dispatch(turn -> task.run()), 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
