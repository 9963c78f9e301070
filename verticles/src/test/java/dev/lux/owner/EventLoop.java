package dev.lux.owner;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One event loop on which a test calls what belongs to it. */
final class EventLoop implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Context context = vertx.getOrCreateContext();

    /** Runs {@code task} there and waits for what it says. */
    <T> T call(Supplier<T> task) {
        return await(ask(() -> Future.succeededFuture(task.get())));
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /** Starts {@code task} there; the future may be awaited by the test. */
    <T> Future<T> ask(Supplier<Future<T>> task) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(turn -> {
            try {
                task.get().onComplete(answer);
            } catch (RuntimeException | AssertionError e) {
                answer.fail(e);
            }
        });
        return answer.future();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(8, TimeUnit.SECONDS)
                .join();
    }

    /** Looks again and again, on the event loop, until it holds. */
    void until(BooleanSupplier holds) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> call(holds::getAsBoolean));
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
